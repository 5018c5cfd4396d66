"""A row that is no longer what was downloaded is an objection; nobody's work is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ratings.actions import Draft, enter_many
from ratings.choices import State, Tier
from ratings.models import Rating
from tests.ratings.workbooks.drafts.rows import everything, row, stored, typed
from tests.workbooks import cells, counts


@pytest.mark.parametrize("version", [None, 1, 3, 10**20, -1])
def test_stale_row_names_who_changed_what_and_what_to_do(world, send, settings, version):
    settings.LANGUAGE_CODE = "en"
    typed(world)
    typed(world, version=1, score=Decimal(82), tier=Tier.GOOD, remark="重评")
    before = everything()
    [(_sheet, cell, said)] = counts(send(row("0101", 91, version=version), row("0102", 70)))
    assert cell == "G2"
    assert "unit-01 at" in said
    assert "82.0 · Good · 重评" in said
    assert "write 2 here" in said
    assert everything() == before


def test_version_that_is_written_anew_overwrites_on_purpose(world, send):
    typed(world)
    typed(world, version=1, score=Decimal(82), tier=Tier.GOOD)
    assert counts(send(row("0101", 91, version=2))) == (0, 1, 0)
    assert stored()[:2] == (Decimal(91), Tier.ADVANCED)


def test_stale_row_that_says_what_stands_now_is_unchanged(world, send):
    typed(world)
    typed(world, version=1, score=Decimal(82), tier=Tier.GOOD)
    assert counts(send(row("0101", 82, "较好", None, 1))) == (0, 0, 1)


def test_version_of_a_row_that_was_never_typed(world, send):
    assert cells(send(row("0101", 91, version=1))) == [("分类定级", "G2")]
    assert counts(send(row("0102", version=1))) == (0, 0, 1)


def test_row_changed_on_another_day_names_the_day(world, send, settings):
    settings.LANGUAGE_CODE = "zh-hans"
    typed(world)
    Rating.objects.update(entered_at=timezone.now() - timedelta(days=2))
    day = timezone.localdate() - timedelta(days=2)
    [(_sheet, _cell, said)] = counts(send(row("0101", 91)))
    assert f"{day.month}月{day.day}日" in said


def test_nothing_is_written_when_a_row_is_another_by_then(world, refused):
    """Between judging and writing somebody else typed, submitted or began: nobody's work is lost."""
    old, other = typed(world), typed(world, "0102")
    typed(world, version=1, score=Decimal(82))
    both = [_draft(world, "0102", other), _draft(world, "0101", old)]
    told = refused(enter_many, drafts=both, by=world.people["unit-01"], reason="x")
    assert "0101" in told["__all__"][0]
    assert stored("0102")[0] == 70
    Rating.objects.filter(pk=other.pk).update(state=State.SUBMITTED, submitted_at=timezone.now())
    with pytest.raises(ValidationError):
        enter_many(drafts=both[:1], by=world.people["unit-01"], reason="x")
    with pytest.raises(ValidationError):
        enter_many(drafts=[_draft(world, "0103"), _draft(world, "0101")], by=world.people["unit-01"], reason="x")
    assert Rating.objects.filter(organisation=world["0103"]).count() == 0


def _draft(world, code, rating=None):
    facts = {"score": Decimal(91), "tier": Tier.ADVANCED, "remark": ""}
    return Draft(round=world.baseline, organisation=world[code], unit=world["01"], rating=rating, **facts)
