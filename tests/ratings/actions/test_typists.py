"""Two persons: each value keeps who typed it; whoever typed one that stands, or handed it in, does not decide."""

from decimal import Decimal

import pytest

from core.workflow.lifecycle import TooLate
from ratings.actions import Decided, Draft, approve, enter, enter_many, record_decided, reopen, return_, submit
from ratings.choices import State, Tier
from ratings.models import TYPISTS, Rating
from tests.world import rate

FIRST = {"score": Decimal(80), "tier": Tier.GOOD, "remark": ""}


def type_in(world, by, code="01", **changed):
    """`by` saves the row of `code` on the page of the university, or of unit 01, with one value changed."""
    row = Rating.objects.filter(organisation=world[code]).first()
    values = FIRST if row is None else {name: getattr(row, name) for name in FIRST}
    page = {"round_": world.baseline, "unit": world["01"] if code.startswith("01") and code != "01" else None}
    enter(
        **page,
        organisation=world[code],
        version=row and row.version,
        by=world.people[by],
        **{**values, **changed},
    )


def bring(world, by, **changed):
    """The same by a workbook."""
    row = Rating.objects.get(organisation=world["0101"])
    values = {name: getattr(row, name) for name in FIRST} | changed
    draft = Draft(round=world.baseline, organisation=world["0101"], unit=world["01"], rating=row, **values)
    enter_many(drafts=[draft], by=world.people[by], reason="import: a.xlsx")


def typists(code="01"):
    names = [f"{name}__username" for name in (*TYPISTS, "entered_by")]
    return Rating.objects.values_list(*names).get(organisation__code=code)


def test_each_value_keeps_its_typist(world):
    type_in(world, "department")
    assert typists() == ("department", "department", None, "department")
    type_in(world, "department-2", remark="人少")
    assert typists() == ("department", "department", "department-2", "department-2")
    type_in(world, "department-2", tier=Tier.ORDINARY)
    assert typists() == ("department", "department-2", "department-2", "department-2")
    type_in(world, "department", remark="")
    assert typists() == ("department", "department-2", "department", "department")


def test_values_of_a_workbook_keep_theirs(world):
    type_in(world, "unit-01", code="0101")
    bring(world, "department", score=Decimal(70))
    assert typists("0101") == ("department", "unit-01", None, "department")


def test_a_decided_ledger_is_nobodys(world):
    rate(world["0101"], world.baseline, Tier.GOOD, tier_by=world.people["department"])
    row = Decided(world["0101"].pk, world.baseline.pk, world["01"].pk, Decimal(60), Tier.ORDINARY)
    record_decided(rows=[row], by=world.people["department"], reason="import: a.xlsx")
    assert typists("0101") == (None, None, None, None)


@pytest.mark.parametrize(("decide", "reason"), [(approve, {}), (return_, {"reason": "核实"})])
def test_not_the_last_hand_alone_is_kept_from_deciding(world, decide, reason):
    """One typed the score, a second the tier and handed in: a third decides."""
    type_in(world, "department")
    type_in(world, "department-2", tier=Tier.ORDINARY, remark="人少")
    type_in(world, "department-2", code="02")
    type_in(world, "department-2", code="03")
    submit(round_=world.baseline, unit=None, by=world.people["department-2"])
    facts = {
        "rows": Rating.objects.filter(organisation=world["01"]),
        **({"reason": "核实"} if decide is return_ else {}),
    }
    for by in ("department", "department-2"):
        with pytest.raises(TooLate):
            decide(**facts, by=world.people[by])
    assert decide(**facts, by=world.people["stranger"])


def test_whose_value_no_longer_stands_decides(world):
    rate(world["01"], world.baseline, Tier.GOOD, state=State.RETURNED, tier_by=world.people["department"])
    type_in(world, "department-2", tier=Tier.ORDINARY)
    Rating.objects.update(state=State.SUBMITTED, submitted_at="2012-06-01T00:00Z", reason="")
    assert approve(rows=Rating.objects.all(), by=world.people["department"])
    with pytest.raises(TooLate):
        reopen(rows=Rating.objects.all(), reason="算错", by=world.people["department-2"])


def test_a_command_decides_about_everybodys(world):
    rate(world["01"], world.baseline, Tier.GOOD, state=State.SUBMITTED, tier_by=world.people["department"])
    assert approve(rows=Rating.objects.all(), by=None)
