"""The form of an application in parts; those that are complete, and of what came back those not named, are folded."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from core.forms import RowFormSet
from core.forms.parts import FormPart, parts_of
from projects.applications.form import HEADINGS, ApplicationForm
from projects.applications.panel import GapLink
from projects.choices import ProjectState
from projects.rules.applications import TEXTS

PARTS = (
    (pgettext_lazy("application", "The project"), ("title", "project_class", "supporting", "starts_on", "ends_on")),
    (
        pgettext_lazy("application", "Who is responsible"),
        ("leader_user", "leader", "leader_post", "first_responsible"),
    ),
    (pgettext_lazy("application", "What is done"), TEXTS),
)
MONEY = ("own_part",)
TELLING = {  # fields of rows whose labels say which rows are meant; a "unit" or a "name" may be any
    "member": ("task",),
    "step": ("text", "deliverable", "person"),
    "line": ("use", "amount", "basis"),
}


@dataclass(frozen=True)
class ApplicationPart:
    """One part of the form: `fields`, and below them `rows` of the kind `prefix` where it has some; `named`: (what,
    where on the page) the reason speaks of for which the application came back."""

    heading: str | Promise
    fields: Sequence[forms.BoundField]
    is_open: bool
    named: Sequence[tuple[str, str]] = ()
    prefix: str = ""
    rows: RowFormSet | None = None


def application_parts(form: ApplicationForm, gaps: Sequence[GapLink]) -> list[ApplicationPart]:
    """`form` in parts, as they stand on paper; `gaps`: what is still missing."""
    lines = parts_of(form, (*PARTS, (HEADINGS["line"], MONEY)))
    own = next((part.fields for part in lines if part.heading is HEADINGS["line"]), [])
    told = [_lined(form, part, gaps) for part in lines if part.fields is not own]
    rows = [_rowed(form, prefix, rows, own if prefix == "line" else [], gaps) for prefix, _head, rows in form.row_sets]
    return [*told, *rows]


def named_in(reason: str, labelled: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of `labelled`, (label, address), whose label stands in `reason` as a word of its own, once each."""
    found = {}
    for label, address in labelled:
        word = re.split(r"[（(]", str(label))[0].strip()
        if len(word) > 1 and re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", reason, re.IGNORECASE):
            found.setdefault(word, address)
    return list(found.items())


def _lined(form, part: FormPart, gaps):
    named = _named(form, part.heading, part.fields)
    is_open = _is_open(form, [one.id_for_label for one in part.fields], gaps, named)
    return ApplicationPart(part.heading, part.fields, is_open, named)


def _rowed(form, prefix, rows, own, gaps):
    anchors = [one.id_for_label for one in own]
    first = rows.forms[0] if rows.forms else rows.empty_form
    fields = [*own, *(first[name] for name in TELLING[prefix])]
    whole = (HEADINGS[prefix], f"#{fields[0].id_for_label}")
    named = _named(form, HEADINGS[prefix], fields) or _spoken_of(form, [whole])
    is_open = not rows.initial or _is_open(form, [f"id_{prefix}-", *anchors], gaps, named)
    return ApplicationPart(HEADINGS[prefix], own, is_open, named, prefix, rows)


def _named(form, heading, fields):
    """Which of `fields` the reason speaks of, each below the `heading` of its part."""
    found = _spoken_of(form, [(one.label, f"#{one.id_for_label}") for one in fields])
    return [(_("%(part)s: %(field)s") % {"part": heading, "field": label}, address) for label, address in found]


def _spoken_of(form, labelled):
    return named_in(form.project.reason, labelled) if form.project.state == ProjectState.RETURNED else []


def _is_open(form, anchors, gaps, named):
    """What was just sent, what is named as to be corrected and what lacks something is seen at once."""
    if form.is_bound or form.project.state not in (ProjectState.DRAFT, ProjectState.RETURNED):
        return True
    return bool(named) or any(gap.field.startswith(tuple(anchors)) for gap in gaps)
