"""The verbs of an entry: what each leaves in the database, and what is refused in which words."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.models import Event
from core.workflow.lifecycle import TooLate
from pledges.actions import showcase as actions
from pledges.actions.showcase import EntryText
from pledges.choices import EntryState
from pledges.lifecycles.showcase import table
from pledges.models import ShowcaseEntry, ShowcasePicture
from ratings.choices import Tier
from tests.pledges.made import TODAY, on
from tests.pledges.showcase.shown import TEXT, drafted, picture, returned, selected, submitted, supported, taken_off
from tests.world import close, rate

STATES = ("DRAFT", "SUBMITTED", "RETURNED", "SUPPORTED", "SELECTED", "TAKEN_OFF", "WITHDRAWN")
D, S, R, P, C, T, W = (EntryState[one] for one in STATES)
MADE = {D: drafted, S: submitted, R: returned, P: supported, C: selected, T: taken_off}
OF_BRANCH = {
    "submit": {D: S, R: S, T: S},
    "support": {S: P},
    "return_": {S: R},
    "select": {P: C},
    "send_back": {P: R},
    "withdraw": {S: W, R: W, P: W, T: W},
    "take_off": {C: T},
}
WITH_REASON = ("return_", "send_back", "withdraw", "take_off")


def refused(verb, **facts):
    """{field: sentences} that `verb` refuses; __all__ for what is about no field."""
    with pytest.raises(ValidationError) as caught, transaction.atomic():
        verb(by=None, **facts)
    errors = getattr(caught.value, "error_dict", {"__all__": [caught.value]})
    return {field: [str(one) for error in found for one in error.messages] for field, found in errors.items()}


@pytest.mark.parametrize("verb", OF_BRANCH)
def test_verb_leaves_its_states_and_no_others(branch, world, verb):
    reason = {"reason": "材料需核实"} if verb in WITH_REASON else {}
    for state, make in MADE.items():
        with transaction.atomic():
            entry = make(branch)
            if state in OF_BRANCH[verb]:
                getattr(actions, verb)(entry=entry, by=world.people["department"], **reason)
                assert (entry.state, entry.history.latest().history_user) == (
                    OF_BRANCH[verb][state],
                    world.people["department"],
                )
            else:
                with pytest.raises(TooLate):
                    getattr(actions, verb)(entry=entry, by=None, **reason)
            transaction.set_rollback(True)


def test_of_a_direct_branch_the_department_selects_what_was_submitted(branch, world):
    entry = submitted(world["03"])
    assert [one.name for one in table(entry).transitions].count("support") == 0
    actions.select(entry=entry, by=None)
    assert (entry.state, entry.selected_on) == (EntryState.SELECTED, TODAY)


def test_days_people_and_reason_are_kept(branch, world):
    people = world.people
    entry = drafted(branch)
    actions.submit(entry=entry, by=people["branch-0101"])
    actions.support(entry=entry, by=people["unit-01"])
    actions.select(entry=entry, by=people["department"])
    kept = (entry.submitted_by, entry.supported_by, entry.selected_by, entry.selected_on, entry.withdrawn_on)
    assert kept == (people["branch-0101"], people["unit-01"], people["department"], TODAY, None)
    with on(date(2012, 6, 9)):
        actions.take_off(entry=entry, reason="  内容需更新 ", by=people["unit-01"])
    assert (entry.state, entry.reason, entry.withdrawn_on) == (EntryState.TAKEN_OFF, "内容需更新", date(2012, 6, 9))
    told = Event.objects.filter(detail__showcase=entry.pk).order_by("pk").values_list("detail__verb", "subject")
    assert list(told)[-3:] == [("support", "红色实验室"), ("select", "红色实验室"), ("take_off", "红色实验室")]


@pytest.mark.parametrize("verb", WITH_REASON)
def test_reason_is_required(branch, verb):
    entry = {"return_": submitted, "send_back": supported, "withdraw": submitted, "take_off": selected}[verb](branch)
    assert refused(getattr(actions, verb), entry=entry, reason=" ") == {"__all__": ["请填写意见：退回的对象会看到。"]}


NOT_ADVANCED = "{}当前不是先进等次，暂不能申报展示。"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("0102", NOT_ADVANCED.format("文学院学生第一党支部")),
        ("0103", NOT_ADVANCED.format("文学院离退休党支部")),
        ("01", "文学院党委不是党支部，只有党支部可申报典型展示材料。"),
    ],
)
def test_only_an_advanced_branch_proposes(branch, world, code, sentence):
    assert refused(actions.draft, organisation=world[code], text=TEXT) == {"organisation": [sentence]}


def test_closed_branch_proposes_nothing(branch, world):
    close(branch, TODAY)
    branch.refresh_from_db()
    sentence = f"{branch.name}已撤销，不再申报展示。"
    assert refused(actions.draft, organisation=branch, text=TEXT) == {"organisation": [sentence]}


@pytest.mark.parametrize(("make", "verb"), [(drafted, "submit"), (submitted, "support"), (supported, "select")])
def test_nothing_goes_on_while_the_branch_has_fallen(branch, world, make, verb):
    entry = make(branch)
    rate(branch, world.later, Tier.GOOD)
    with on(date(2012, 11, 1)):
        assert refused(getattr(actions, verb), entry=entry) == {"organisation": [NOT_ADVANCED.format(branch.name)]}


def test_second_entry_only_when_none_is_in_hand(branch):
    entry = drafted(branch)
    sentence = "本支部已有一份展示材料在办理中，请在该材料上继续。"
    assert refused(actions.draft, organisation=branch, text=TEXT) == {"__all__": [sentence]}
    for verb in (actions.submit, actions.support, actions.select):
        verb(entry=entry, by=None)
    assert drafted(branch, pictures=0).state == EntryState.DRAFT


def test_database_holds_one_in_hand(branch):
    selected(branch)
    drafted(branch, pictures=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        ShowcaseEntry.objects.update(state=EntryState.SUBMITTED)


LACKS = {
    "background": ["“背景”尚未填写。"],
    "practice": ["“做法”尚未填写。"],
    "special": ["“特色”尚未填写。"],
    "results": ["“成效”尚未填写。"],
    "voices": ["“群众评价”尚未填写。"],
}


@pytest.mark.parametrize("field", LACKS)
def test_text_is_complete_before_it_is_handed_in(branch, field):
    entry = drafted(branch, text=replace(TEXT, **{field: ""}))
    assert refused(actions.submit, entry=entry) == {"__all__": LACKS[field]}


@pytest.mark.parametrize(
    ("pictures", "sentences"), [(0, ["还需上传2张图片。"]), (1, ["还需上传1张图片。"]), (2, None), (3, None)]
)
def test_two_pictures_before_it_is_handed_in(branch, pictures, sentences):
    entry = drafted(branch, pictures=pictures)
    if sentences:
        assert refused(actions.submit, entry=entry) == {"__all__": sentences}
    else:
        actions.submit(entry=entry, by=None)
        assert entry.state == EntryState.SUBMITTED


def test_ten_pictures_are_one_too_many(branch):
    entry = drafted(branch, pictures=0)
    for number in range(9):
        actions.add_picture(entry=entry, file=picture((25 * number, 0, 99)), caption="现场", by=None)
    found = refused(actions.add_picture, entry=entry, file=picture("blue"), caption="现场")
    assert found == {"file": ["图片至多9张，请先删除一张。"]}


def test_same_picture_is_added_once(branch):
    entry = drafted(branch, pictures=1)
    found = refused(actions.add_picture, entry=entry, file=picture("red"), caption="又一次")
    assert found == {"file": ["该图片已上传过。"]}


@pytest.mark.parametrize("make", [submitted, supported, selected])
def test_what_is_handed_in_is_not_changed(branch, make):
    entry = make(branch)
    late = {"__all__": ["该材料已提交审核，现在不能修改。"]}
    assert refused(actions.write, entry=entry, text=replace(TEXT, title="另一个")) == late
    assert refused(actions.add_picture, entry=entry, file=picture("blue"), caption="现场") == late
    assert refused(actions.drop_picture, picture=entry.pictures.first()) == late
    assert (entry.pictures.count(), ShowcaseEntry.objects.get().title) == (2, TEXT.title)


def test_what_came_back_is_corrected_and_handed_in_again(branch):
    entry = returned(branch)
    assert entry.reason == "请补充成效数据"
    actions.write(entry=entry, text=replace(TEXT, results="互助小组8个。"), by=None)
    actions.drop_picture(picture=entry.pictures.first(), by=None)
    actions.add_picture(entry=entry, file=picture("blue"), caption="新的现场", by=None)
    actions.submit(entry=entry, by=None)
    entry.refresh_from_db()
    assert (entry.state, entry.results) == (EntryState.SUBMITTED, "互助小组8个。")
    assert list(ShowcasePicture.objects.order_by("pk").values_list("caption", flat=True)) == ["活动现场之2", "新的现场"]


def test_draft_needs_a_title_only(branch):
    assert drafted(branch, text=EntryText(title="起草中"), pictures=0).title == "起草中"
    assert list(refused(actions.draft, organisation=branch, text=EntryText(title=""))) == ["title", "__all__"]


@pytest.mark.parametrize(
    "values", [{"selected_on": None}, {"state": EntryState.RETURNED, "reason": ""}], ids=["selected", "returned"]
)
def test_database_holds_day_and_reason(branch, values):
    selected(branch)
    with pytest.raises(IntegrityError), transaction.atomic():
        ShowcaseEntry.objects.update(**values)
