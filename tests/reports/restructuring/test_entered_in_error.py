"""R28: a change of the tree that is taken back leaves everything, on every day, as though it had never been entered."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from branches import actions as roster
from branches.choices import Category, ChangeKind, ChangeState
from branches.models import Appointment, Change, Organisation
from core import history
from core.choices import Role
from core.models import Event
from core.workflow.lifecycle import TooLate
from pledges.choices import TwinningState
from pledges.models import Benchmark, Twinning
from projects.models import Project
from ratings.choices import Tier
from tests.pledges.made import TODAY, on
from tests.reports.restructuring.told import BEGUN, DOCUMENT, differing, everything, fill
from tests.world import appoint, close, move, rate


@pytest.fixture(autouse=True)
def clock():
    with on(TODAY):
        yield


@pytest.fixture
def busy(world):
    fill(world)
    return world


def taken_back(world, change, when=TODAY):
    """`change`, asked for by one and confirmed by another."""
    with on(when):
        roster.ask_void(change, reason="登记时选错了支部", by=world.people["department"])
        given = roster.void(change, by=world.people["department-2"])
    change.refresh_from_db()
    return given


def merged(world):
    return close(world["0101"], TODAY, into=world["0103"])


def merged_earlier(world):
    return close(world["0101"], TODAY - timedelta(days=20), into=world["0103"])


def dissolved(world):
    return close(world["0101"], TODAY)


def unit_merged(world):
    return close(world["01"], TODAY, into=world["02"])


def moved(world):
    return move(world["0101"], world["02"], TODAY - timedelta(days=3))


def renamed(world):
    return roster.rename(world["0101"], name="文学院第一党支部", **DOCUMENT)


def unit_renamed(world):
    return roster.rename(world["01"], name="文学与新闻学院党委", **DOCUMENT)


def reclassified(world):
    return roster.reclassify(world["0102"], category=Category.STAFF, **DOCUMENT)


def split(world):
    roster.split(world["0101"], code="0109", name="文学院第九党支部", **DOCUMENT)
    return Change.objects.get(kind=ChangeKind.SPLIT)


def founded(world):
    new = roster.found(
        parent=world["01"], kind="branch", code="0109", name="新党支部", category="staff", founded_on=TODAY, by=None
    )
    return new.changes.get()


CHANGES = (
    merged,
    merged_earlier,
    dissolved,
    unit_merged,
    moved,
    renamed,
    unit_renamed,
    reclassified,
    split,
    founded,
)


@pytest.mark.parametrize("later", [0, 4])
@pytest.mark.parametrize("act", CHANGES)
def test_r28_every_day_is_as_though_it_had_never_been_entered(busy, act, later):
    days = [BEGUN - timedelta(days=1), BEGUN, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=2)]
    now = TODAY + timedelta(days=later)
    with on(TODAY + timedelta(days=5)):
        before = everything(days)
    change = act(busy)
    with on(TODAY + timedelta(days=5)):
        assert differing(before, everything(days))
    given = taken_back(busy, change, now)
    assert given.kept == []
    with on(TODAY + timedelta(days=5)):
        assert differing(before, everything(days)) == {}
    assert (change.state, change.void_reason) == (ChangeState.VOID, "登记时选错了支部")
    assert (change.asked_by.username, change.voided_by.username) == ("department", "department-2")
    assert not Change.objects.filter(pk=change.pk).exists()
    assert Change.every.filter(pk=change.pk).exists()


def test_r28_merger_of_a_unit_is_void_with_the_moves_it_brought(busy):
    change = unit_merged(busy)
    assert set(change.parts.values_list("organisation__code", flat=True)) == {"0101", "0102", "0103"}
    taken_back(busy, change)
    assert not Change.objects.filter(kind=ChangeKind.MOVED).exists()
    assert Change.every.filter(kind=ChangeKind.MOVED, state=ChangeState.VOID).count() == 3


def test_r28_one_person_is_not_enough(busy):
    change, officer = merged(busy), busy.people["department"]
    roster.ask_void(change, reason="登记有误", by=officer)
    with pytest.raises(ValidationError):
        roster.void(change, by=officer)
    assert Organisation.objects.get(code="0101").closed_on == TODAY
    roster.keep_change(change, by=officer)
    assert (change.state, change.void_reason, change.asked_by) == (ChangeState.IN_FORCE, "", None)
    with pytest.raises(TooLate):
        roster.void(change, by=busy.people["department-2"])


def test_r28_reason_is_asked(busy):
    with pytest.raises(ValidationError):
        roster.ask_void(merged(busy), reason=" ", by=busy.people["department"])


LATER = {
    "a later change of the same": (lambda w: move(w["0101"], w["02"], TODAY), lambda w: renamed(w), "0101"),
    "a later change of its successor": (merged, lambda w: roster.rename(w["0103"], name="新名", **DOCUMENT), "0103"),
    "a later change of a branch moved along": (
        unit_merged,
        lambda w: roster.rename(w["0102"], name="新名", **DOCUMENT),
        "0102",
    ),
    "something merged into it": (renamed, lambda w: close(w["0103"], TODAY, into=w["0101"]), "0103"),
    "the closing of where it was": (moved, lambda w: close(w["01"], TODAY, into=w["02"]), "01 "),
}


@pytest.mark.parametrize("name", LATER)
def test_r28_newest_first(busy, name):
    first, second, at_fault = LATER[name]
    change, later = first(busy), (busy[at_fault.strip()].refresh_from_db(), second(busy))[1]
    for code in ("0101", "0103"):
        busy[code].refresh_from_db()
    with pytest.raises(ValidationError, match=at_fault):
        roster.ask_void(change, reason="登记有误", by=busy.people["department"])
    taken_back(busy, later)
    taken_back(busy, change)


def test_r28_part_of_a_merger_is_taken_back_with_it(busy):
    part = unit_merged(busy).parts.first()
    with pytest.raises(ValidationError, match="01 文学院党委"):
        roster.ask_void(part, reason="登记有误", by=busy.people["department"])


def test_r28_founding_stands_once_something_hangs_on_it(busy):
    change = founded(busy)
    roster.set_secretary(change.organisation, name="李明", on=TODAY, by=None)
    with pytest.raises(ValidationError, match="书记"):
        roster.ask_void(change, reason="登记有误", by=busy.people["department"])


def test_r28_code_of_what_never_was_stays_used(busy, client_of):
    taken_back(busy, founded(busy))
    assert not Organisation.objects.filter(code="0109").exists()
    with pytest.raises(ValidationError, match="0109"):
        roster.found(parent=busy["01"], kind="branch", code="0109", name="另一支部", category="staff", by=None)
    new = roster.found(parent=busy["01"], kind="branch", code="0110", name="另一支部", category="staff", by=None)
    assert Organisation.every.filter(path=new.path).count() == 1
    assert client_of("department").get("/branches/0109/").status_code == 404


def test_r28_what_was_filled_since_stays(busy):
    change = merged(busy)
    new = Benchmark(follower=busy["0102"], followed=busy["0103"], starts_on=TODAY)
    history.save(new, by=None)
    given = taken_back(busy, change)
    [(row, why)] = given.kept
    assert (row.follower.code, row.followed.code, why) == ("0102", "0101", "此后已另选对标对象")
    assert Benchmark.objects.get(pk=row.pk).ends_on == TODAY


def test_r28_what_was_changed_since_stays(busy):
    change = merged(busy)
    project = Project.objects.get()
    assert project.organisation == busy["0103"]
    project.organisation = busy["0201"]
    history.save(project, by=None)
    [(row, _why)] = taken_back(busy, change).kept
    assert (row, Project.objects.get().organisation) == (project, busy["0201"])


@pytest.mark.parametrize("order", [("0101", "0103"), ("0103", "0101")])
@pytest.mark.parametrize("days", [(0, 20), (20, 0)])
def test_r28_of_two_closings_the_other_one_still_ends_what_both_had(busy, order, days):
    with on(TODAY):
        before = everything([TODAY])
        closings = {}
        for code, back in zip(order, days, strict=True):
            busy[code].refresh_from_db()
            closings[code] = close(busy[code], TODAY - timedelta(days=back))
    taken_back(busy, closings[order[0]])
    twinning = Twinning.objects.get()
    assert (twinning.state, twinning.ends_on) == (TwinningState.ENDED, TODAY - timedelta(days=days[1]))
    taken_back(busy, closings[order[1]])
    assert differing(before, everything([TODAY])) == {}


def test_r28_appointment_that_goes_with_none_given_since_stays_ended(busy):
    change = dissolved(busy)
    holder = busy.people["branch-0101"]
    appoint(holder, Role.AUDIT, busy["00"], starts_on=TODAY)
    [(row, _why)] = taken_back(busy, change).kept
    assert (row.user, row.role, Appointment.objects.get(pk=row.pk).ends_on) == (holder, Role.BRANCH, TODAY)


def test_r28_cohort_unit_becomes_what_r5_would_have_stored_and_the_rater_stays(world):
    change = move(world["0101"], world["02"], TODAY)
    rating = rate(world["0101"], world.baseline, Tier.ORDINARY)
    assert (rating.unit, rating.cohort_unit) == (world["02"], world["02"])
    taken_back(world, change)
    rating.refresh_from_db()
    assert (rating.unit, rating.cohort_unit) == (world["02"], world["01"])


def test_r28_cohort_unit_stored_before_the_move_stays(world):
    move(world["0101"], world["02"], TODAY - timedelta(days=30))
    rating = rate(world["0101"], world.baseline, Tier.ORDINARY)
    with on(TODAY + timedelta(days=1)):
        back = move(world["0101"], world["01"], TODAY)
    taken_back(world, back, TODAY + timedelta(days=1))
    rating.refresh_from_db()
    assert rating.cohort_unit == world["02"]


def test_r28_document_number_is_corrected_by_one_person_with_a_reason(busy):
    change = unit_merged(busy)
    roster.correct_document(change, document="示范组〔2012〕18号", reason="文号录错", by=busy.people["department"])
    assert set(Change.objects.filter(on=TODAY).exclude(kind="founded").values_list("document", flat=True)) == {
        "示范组〔2012〕18号"
    }
    assert Organisation.objects.get(code="01").closing_document == "示范组〔2012〕18号"
    assert change.history.first().history_change_reason == "文号录错"


def test_r28_log_has_one_entry_for_each_act(busy):
    change = merged(busy)
    before = Event.objects.count()
    taken_back(busy, change)
    added = list(Event.objects.order_by("pk")[before:])
    assert [(one.by_name, one.detail["verb"]) for one in added] == [
        ("department", "ask_void"),
        ("department-2", "void"),
    ]
