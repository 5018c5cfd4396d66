"""What is done about ratings when the tree changes: what the preview says ends, what ends, what stands."""

from datetime import date

import pytest

from branches import actions as roster
from pledges.choices import EntryState, HelperKind, PlanKind, PlanState, TwinningState
from pledges.models import Benchmark, Plan, ShowcaseEntry, Twinning
from projects.actions.notices import publish
from projects.choices import NoticeStage, ProjectState
from ratings.choices import Tier
from tests.pledges.made import TODAY, drafted, in_force, on
from tests.projects import made as made_projects
from tests.world import rate

DECISION = {"document": "组〔2012〕8号", "reason": "支部设置调整", "on": TODAY.isoformat()}


@pytest.fixture(autouse=True)
def clock():
    with on(TODAY):
        yield


@pytest.fixture
def planned(world):
    """0101 and 0103 have a pledge in force, 0101 also a draft, and unit 02 its plan for the year."""
    for code in ("0101", "0103"):
        rate(world[code], world.baseline, Tier.ORDINARY)
        in_force(world[code], world.campaign, day=date(2012, 5, 1))
    drafted(world["0101"], world.campaign, PlanKind.ACTIVITY)
    in_force(world["02"], world.campaign, PlanKind.UNIT, day=date(2012, 5, 1))
    return world


def effects(client, verb, **answers):
    response = client.post(f"/restructures/{verb}/", DECISION | answers)
    return [said for said in response.context["preview"].effects if "随之结束" in said]


def states(world, code):
    return {plan.kind: plan.state for plan in Plan.objects.filter(organisation=world[code])}


@pytest.mark.parametrize(("verb", "answers"), [("dissolve", {}), ("merge", {"into": "0103"})])
def test_preview_names_the_plans_that_end_and_ends_none(planned, client_of, verb, answers):
    told = effects(client_of("department"), verb, organisation="0101", **answers)
    assert told == [
        "文学院教工第一党支部的公开承诺随之结束。",
        "文学院教工第一党支部的活动计划随之结束。",
    ]
    assert states(planned, "0101") == {PlanKind.PLEDGE: PlanState.IN_FORCE, PlanKind.ACTIVITY: PlanState.DRAFT}


def test_plans_of_a_merged_branch_end_as_said_and_the_successor_s_stand(planned):
    roster.merge(planned["0101"], into=planned["0103"], on=TODAY, by=None)
    assert set(states(planned, "0101").values()) == {PlanState.ENDED}
    assert states(planned, "0103") == {PlanKind.PLEDGE: PlanState.IN_FORCE}
    assert set(Plan.objects.filter(organisation=planned["0101"]).values_list("ended_on", flat=True)) == {TODAY}


def test_preview_of_a_merged_unit_names_its_own_plan_alone(planned, client_of):
    assert effects(client_of("department"), "merge", organisation="02", into="01") == [
        "化学学院党总支的单位年度计划随之结束。"
    ]


def test_preview_of_a_move_ends_no_plan(planned, client_of):
    assert effects(client_of("department"), "move", organisation="0101", to="02") == []
    roster.move(planned["0101"], to=planned["02"], on=TODAY, by=None)
    assert states(planned, "0101") == {PlanKind.PLEDGE: PlanState.IN_FORCE, PlanKind.ACTIVITY: PlanState.DRAFT}


@pytest.fixture
def together(planned):
    """0101 is helped by 0201 and by a leader, follows 0103 and shows what it does."""
    day = date(2012, 5, 1)
    agreed = {"helped": planned["0101"], "starts_on": day, "agreed_on": day, "state": TwinningState.AGREED}
    Twinning.objects.create(helper_kind=HelperKind.BRANCH, helper=planned["0201"], **agreed)
    Twinning.objects.create(helper_kind=HelperKind.LEADER, helper_name="张红", helper_post="副校长", **agreed)
    Benchmark.objects.create(follower=planned["0101"], followed=planned["0103"], starts_on=day)
    facts = {"title": "三会一课", "state": EntryState.SUPPORTED}
    ShowcaseEntry.objects.create(organisation=planned["0101"], **facts)
    return planned


def test_preview_names_what_ends_with_others(together, client_of):
    response = client_of("department").post("/restructures/dissolve/", DECISION | {"organisation": "0101"})
    assert [
        said for said in response.context["preview"].effects if "结对" in said or "标" in said or "展示" in said
    ] == [
        "化学学院教工党支部对文学院教工第一党支部的结对帮扶随之结束。",
        "副校长张红对文学院教工第一党支部的结对帮扶随之结束。",
        "文学院教工第一党支部以文学院离退休党支部为标杆的对标赶超随之结束。",
        "文学院教工第一党支部的展示材料“三会一课”随之结束。",
    ]
    assert set(Twinning.objects.values_list("state", flat=True)) == {TwinningState.AGREED}
    assert Benchmark.objects.get().ends_on is None


def test_preview_of_a_move_ends_nothing_done_with_others(together, client_of):
    assert effects(client_of("department"), "move", organisation="0101", to="02") == []


@pytest.mark.parametrize(
    ("verb", "facts", "heir"),
    [("dissolve", {}, "文学院党委"), ("merge", {"into": "0103"}, "文学院离退休党支部")],
)
def test_preview_names_to_whom_projects_pass(world, client_of, verb, facts, heir):
    running = made_projects.project(world["0101"], made_projects.call(world["00"]), ProjectState.RUNNING)
    response = client_of("department").post(f"/restructures/{verb}/", DECISION | facts | {"organisation": "0101"})
    assert f"项目{running.title}移交{heir}。" in response.context["preview"].effects
    running.refresh_from_db()
    assert running.organisation == world["0101"]


def test_preview_names_to_whom_calls_and_notices_pass(world, client_of):
    call = made_projects.call(world["02"], title="2012年院级立项")
    found = made_projects.project(world["0201"], call, ProjectState.NOTICE)
    days = {"starts_on": TODAY, "ends_on": TODAY}
    publish(host=world["02"], stage=NoticeStage.APPROVAL, title="院级公示", **days, projects=[found], by=None)
    sent = DECISION | {"organisation": "02", "into": "01"}
    told = client_of("department").post("/restructures/merge/", sent).context["preview"].effects
    assert "申报通知《2012年院级立项》移交文学院党委。" in told
    assert "公示《院级公示》移交文学院党委。" in told
    call.refresh_from_db()
    assert call.host == world["02"]
