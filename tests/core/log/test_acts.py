"""The log: one act is one entry, however many rows it writes and verbs it is made of."""

import pytest
from django.core.exceptions import ValidationError

from branches.models import Organisation
from core import history
from core.choices import EventKind
from core.log import acts
from core.models import Event


@acts.logged("inner", EventKind.DECISION)
def inner(row, members, *, by):
    row.members = members
    history.save(row, by=by, fields=["members"])
    acts.about("a part", inner=True)


@acts.logged("outer", EventKind.RESTRUCTURE)
def outer(rows, *, by, fails=False):
    for number, row in enumerate(rows, 1):
        inner(row, number, by=by)
    acts.about("the whole", outer=True)
    if fails:
        raise ValidationError("no")


def entries():
    rows = Event.objects.filter(detail__verb__in=("inner", "outer", "idle", "renew")).order_by("pk")
    return [(one.kind, one.by_name, one.subject, one.detail) for one in rows]


@pytest.fixture
def by(world):
    return world.people["department"]


def test_act_by_itself_is_one_entry(world, by):
    inner(world["0101"], 9, by=by)
    detail = {"verb": "inner", "model": "branches.organisation", "inner": True}
    assert entries() == [("decision", "department", "a part", detail)]


def test_verbs_inside_another_are_parts_of_its_entry(world, by):
    outer([world["0101"], world["0102"]], by=by)
    detail = {"verb": "outer", "count": 2, "outer": True}
    assert entries() == [("restructure", "department", "the whole", detail)]


def test_what_is_refused_leaves_neither_entry_nor_change(world, by):
    with pytest.raises(ValidationError):
        outer([world["0101"]], by=by, fails=True)
    assert (entries(), Organisation.objects.filter(members=1).count()) == ([], 0)


def test_nothing_written_is_no_entry(world, by):
    @acts.logged("idle", EventKind.DECISION)
    def idle(*, by):
        pass

    idle(by=by)
    assert entries() == []


def test_before_and_after_hold_dates_codes_states_and_names_of_persons_only(world, by):
    @acts.logged("renew", EventKind.DECISION)
    def renew(row, *, by):
        row.name, row.category, row.members = "新名", "student", 12
        history.save(row, by=by)

    renew(world["0101"], by=by)
    [(_kind, _who, _subject, detail)] = entries()
    assert set(detail["after"]) == {"name", "category"}
    assert detail["before"]["name"] == world["0101"].history.order_by("history_id").first().name
