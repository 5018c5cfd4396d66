"""R32: a day that nobody can mean (12 typed for 2012) is refused wherever a day is typed."""

from datetime import date, timedelta

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.access.test_admin import names
from tests.core.forms.test_folding import declared

FOUNDINGS = {"founded_on"}


def days(fields):
    """{name: (its first day, its last one)} of those of the `fields` into which people type a day."""
    return {name: field for name, field in fields.items() if isinstance(field, forms.DateField)}


def least(name):
    return date(1921, 7, 1) if name in FOUNDINGS else date(1949, 1, 1)


def accepts(field, day, kept=None):
    """`kept`: the field of a model that the form writes."""
    try:
        field.run_validators(day)
        if kept:
            kept.run_validators(day)
    except ValidationError:
        return False
    return True


def wrong(fields, model=None):
    """The names of those that take other days than the plausible ones; `model`: what their form writes."""
    stored = {field.name: field for field in model._meta.fields} if model else {}
    return [name for name, field in days(fields).items() if takes_other_days(name, field, stored.get(name))]


def takes_other_days(name, field, kept):
    first, last = least(name), date(2100, 12, 31)
    taken = [first.replace(year=first.year - 1), first, last, last + timedelta(days=1)]
    return [accepts(field, day, kept) for day in taken] != [False, True, True, False]


def test_every_day_of_every_form_is_plausible():
    found = declared()
    assert sum(len(days(one.base_fields)) for one in found.values()) > 40
    assert {name: some for name, one in found.items() if (some := wrong(one.base_fields))} == {}


def test_every_day_of_the_admin_is_plausible(world, client_of):
    pages = [("department", reverse("admin:branches_organisation_change", args=[world["0101"].pk]))]
    pages += [
        ("accounts" if "user" in name else "department", reverse(f"admin:{name}"))
        for name in names()
        if name.endswith("_add")
    ]
    shown = []
    for who, url in pages:
        context = client_of(who).get(url).context
        shown.append((url, context["adminform"].form))
        shown += [(url, inline.formset.empty_form) for inline in context["inline_admin_formsets"]]
    typed = {name for _url, form in shown for name in days(form.fields)}
    assert typed >= {"on", "founded_on", "term_from", "term_to", "left_on", "starts_on", "ends_on"}
    assert {url: some for url, form in shown if (some := wrong(form.fields, form._meta.model))} == {}


@pytest.mark.parametrize(
    ("verb", "answers"),
    [
        ("dissolve", {"organisation": "0101"}),
        ("merge", {"organisation": "0101", "into": "0103"}),
        ("move", {"organisation": "0101", "to": "02"}),
        ("rename", {"organisation": "0101", "name": "新名"}),
        ("split", {"organisation": "0101", "code": "0109", "name": "新支部"}),
    ],
)
def test_year_12_closes_nothing(world, client_of, verb, answers):
    world["0101"].founded_on = None
    world["0101"].save()
    decision = {"document": "组〔2012〕8号", "reason": "调整", "on": "0012-06-01", "step": "confirm"}
    response = client_of("department").post(f"/restructures/{verb}/", answers | decision)
    assert response.context["form"].errors.keys() == {"on"}
    world["0101"].refresh_from_db()
    assert world["0101"].closed_on is None
