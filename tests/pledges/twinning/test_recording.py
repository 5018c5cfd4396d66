"""Help is recorded within its days and once, and confirmed by somebody else (N12)."""

from datetime import timedelta

import pytest

from core.attachments.fields import Attachment
from core.choices import Role
from pledges.actions import twinning as actions
from pledges.choices import RecordState, TwinningResult
from pledges.models import HelpPicture, HelpRecord
from tests.pledges.made import TODAY, days, on
from tests.pledges.twinning.made import agreed, noted, proposed

BEGUN = TODAY - days(30)


@pytest.fixture
def twinning(rated):
    return agreed(rated, day=BEGUN, days=40)


@pytest.mark.parametrize(
    ("day", "on_day", "sentence"),
    [
        (BEGUN - days(1), TODAY, "结对于2012年5月2日开始：帮扶自该日起记录。"),
        (TODAY + days(1), TODAY, "该日期尚未到来：帮扶记录填写已开展的工作。"),
        (BEGUN + days(40), TODAY + days(15), "结对于2012年6月11日结束：只能记录此前的帮扶。"),
    ],
)
def test_record_lies_within_the_days_of_its_twinning(twinning, refused, day, on_day, sentence):
    with on(on_day):
        assert refused(lambda: noted(twinning, day=day)) == {"on": [sentence]}


@pytest.mark.parametrize("day", [BEGUN, TODAY])
def test_record_is_noted_on_its_first_day_and_today(twinning, rated, day):
    record = noted(twinning, day=day, by=rated.people["branch-0101"], place="会议室", solved="会议制度已建立")
    assert (record.state, record.on, record.reported_as) == (RecordState.REPORTED, day, Role.BRANCH)


def test_last_day_of_a_twinning_is_the_one_before_its_end(twinning):
    with on(TODAY + days(15)):
        assert noted(twinning, day=BEGUN + days(39)).on == BEGUN + days(39)


def test_nothing_is_recorded_before_both_agree_nor_after_the_end(rated, refused):
    twinning = proposed(rated)
    assert refused(lambda: noted(twinning)) == {"__all__": ["双方尚未同意：不能填写帮扶记录。"]}
    twinning = agreed(rated, helper="0103")
    actions.end(twinning=twinning, result=TwinningResult.MET, reason="已转化", by=None)
    assert refused(lambda: noted(twinning)) == {"__all__": ["结对已结束：不再填写帮扶记录。"]}


def test_same_help_is_recorded_once(twinning, refused):
    noted(twinning)
    sentence = "该日已有相同的帮扶记录：如需再次填写，请写明新的内容。"
    assert refused(lambda: noted(twinning)) == {"text": [sentence]}
    noted(twinning, text="又上门辅导一次")
    assert HelpRecord.objects.count() == 2


def test_record_is_confirmed_by_somebody_else(twinning, rated, refused):
    writer, other = rated.people["branch-0101"], rated.people["branch-0102"]
    record = noted(twinning, by=writer)
    own = {"__all__": ["该帮扶记录由您本人填写：须由帮扶对象一方的其他人确认。"]}
    assert refused(actions.confirm, record=record, by=writer) == own
    assert refused(actions.send_back, record=record, reason="缺照片", by=writer) == own
    actions.confirm(record=record, by=other)
    assert (record.state, record.confirmed_by) == (RecordState.CONFIRMED, other)
    [late] = refused(actions.confirm, record=record, by=rated.people["unit-01"])["__all__"]
    assert late.startswith("没有任何改动")


def test_record_that_came_back_is_corrected_by_its_writer(twinning, rated, refused):
    writer, other = rated.people["branch-0101"], rated.people["branch-0102"]
    record = noted(twinning, by=writer)
    actions.send_back(record=record, reason="请写明参加人", by=other)
    assert (record.state, record.reason) == (RecordState.RETURNED, "请写明参加人")
    said = {"record": record, "on": TODAY, "text": "上门辅导组织生活", "people": "双方支委"}
    assert list(refused(actions.correct, **said, by=rated.people["unit-01"])) == ["__all__"]
    assert refused(actions.correct, **{**said, "on": TODAY + days(1)}, by=writer).keys() == {"on"}
    actions.correct(**said, by=writer)
    assert (record.state, record.people, record.reason) == (RecordState.REPORTED, "双方支委", "")
    assert list(refused(actions.correct, **said, by=writer)) == ["__all__"]


def test_record_that_came_back_is_corrected_after_the_end(twinning, rated, refused):
    writer, other = rated.people["branch-0101"], rated.people["branch-0102"]
    record = noted(twinning, by=writer)
    actions.send_back(record=record, reason="请写明参加人", by=other)
    actions.end(twinning=twinning, result=TwinningResult.MET, reason="已转化", by=None)
    said = {"record": record, "text": "上门辅导组织生活", "people": "双方支委", "by": writer}
    with on(TODAY + days(1)):
        assert refused(actions.correct, **said, on=TODAY + days(1)).keys() == {"on"}
        actions.correct(**said, on=TODAY)
        actions.confirm(record=record, by=other)
    assert (record.state, record.people) == (RecordState.CONFIRMED, "双方支委")


def test_picture_is_kept_with_its_record(twinning, rated):
    record = noted(twinning, picture=Attachment("现场.jpg", "image/jpeg", b"jpeg"))
    picture = record.pictures.get()
    with picture.file.open() as kept:
        assert (HelpPicture.objects.get().record, picture.size, kept.read()) == (record, 4, b"jpeg")


def test_reason_is_needed_to_send_back(twinning, refused):
    assert list(refused(actions.send_back, record=noted(twinning), reason=" ", by=None)) == ["__all__"]


def test_twinning_past_its_end_is_recorded_until_it_is_judged(twinning):
    with on(BEGUN + timedelta(days=60)):
        assert noted(twinning, day=TODAY).state == RecordState.REPORTED
