"""The pages of twinnings: who acts for which side, what is refused where, nothing is typed in vain (N12)."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from core.choices import Role
from pledges.actions import twinning as actions
from pledges.choices import HelperKind, TwinningResult, TwinningState
from pledges.queries.twinnings import of_branch
from tests.pledges.made import TODAY, days, on
from tests.pledges.twinning.made import HELPER, agreed, noted, proposed
from tests.pledges.twinning.pages import BEGUN, buttons, errors
from tests.workbooks import list_rows
from tests.world import found


@pytest.mark.parametrize(
    ("who", "verbs"),
    [
        ("unit-01", {"withdraw"}),  # it agreed for the helped side
        ("unit-01-2", {"withdraw", "agree_helper", "decline_helper"}),
        ("branch-0101", {"agree_helper", "decline_helper"}),
        ("branch-0102", set()),
        ("department", set()),
        ("viewer", set()),
    ],
)
def test_proposal_shows_each_what_they_may_do(rated, client_of, who, verbs):
    twinning = proposed(rated)
    shown = buttons(client_of(who).get(twinning.get_absolute_url()))
    assert shown - {"decline_helper"} == verbs - {"decline_helper"}


@pytest.mark.parametrize("who", ["unit-02", "branch-0201", "branch-0103"])
def test_stranger_sees_nothing_of_it(rated, client_of, who):
    twinning = agreed(rated)
    record = noted(twinning)
    client = client_of(who)
    addresses = ("", "agreement/", "agree_helper/", "records/new/", f"records/{record.pk}/confirm/")
    answers = [client.get(f"{twinning.get_absolute_url()}{one}").status_code for one in addresses]
    assert (answers, client.get("/twinning/").context["list"].paginator.count) == ([404] * len(addresses), 0)


def test_helper_agrees_once_and_the_second_press_says_who_did(rated, client_of, told):
    twinning = proposed(rated)
    address = f"{twinning.get_absolute_url()}agree_helper/"
    client = client_of("branch-0101")
    first, second = (client.post(address) for _ in range(2))
    assert (first.url, told(first)) == (twinning.get_absolute_url(), "已同意。")
    assert told(second).startswith("已同意。") is True
    twinning.refresh_from_db()
    assert (twinning.state, twinning.agreed_on) == (TwinningState.AGREED, TODAY)
    assert "branch-0101" in client.get(address).context["decision"].refusal


def test_agreement_of_a_leader_is_recorded_with_one_press(rated, client_of):
    twinning = proposed(rated, helper=None, role=Role.DEPARTMENT, by="department")
    client_of("department").post(f"{twinning.get_absolute_url()}agree_helper/")
    client_of("unit-01").post(f"{twinning.get_absolute_url()}agree_helped/")
    twinning.refresh_from_db()
    assert (twinning.state, twinning.helper_agreed_by.username) == (TwinningState.AGREED, "department")


@pytest.mark.parametrize(
    ("who", "verb"), [("department", "end"), ("branch-0102", "end"), ("department", "agree_helper")]
)
def test_verb_of_another_party_is_refused(rated, client_of, who, verb):
    address = f"{agreed(rated).get_absolute_url()}{verb}/"
    client = client_of(who)
    assert (client.get(address).status_code, client.post(address).status_code) == (403, 403)


def test_unit_ends_it_with_a_result(rated, client_of):
    twinning = agreed(rated, day=BEGUN)
    address = f"{twinning.get_absolute_url()}end/"
    client = client_of("unit-01")
    assert list(errors(client.post(address, {"result": "met", "reason": " "}))) == ["reason"]
    client.post(address, {"result": "partly", "reason": "部分问题已解决"})
    twinning.refresh_from_db()
    assert (twinning.state, twinning.result, twinning.ends_on) == (TwinningState.ENDED, TwinningResult.PARTLY, TODAY)
    page = client.get(twinning.get_absolute_url()).content.decode()
    assert "部分问题已解决" in page
    assert "部分" in page


def test_result_of_a_direct_branch_is_the_departments(rated, client_of):
    twinning = agreed(rated, "03", "0101", by="unit-03")
    pages = {
        who: client_of(who).get(f"{twinning.get_absolute_url()}end/").status_code for who in ("unit-03", "department")
    }
    assert pages == {"unit-03": 403, "department": 200}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"0102", "0202", "03"}),
        ("?state=in_force", {"0102", "0202"}),
        ("?state=silent", {"0102"}),
        ("?state=proposed", {"03"}),
        ("?state=ended", set()),
        ("?unit=02", {"0202"}),
        ("?q=0202", {"0202"}),
        ("?q=王建国", {"03"}),
        ("?unit=99", set()),
    ],
)
def test_list_is_filtered(rated, client_of, query, found):
    agreed(rated, day=TODAY - days(20))
    agreed(rated, "0202", "0201", by="unit-02")
    proposed(rated, "03", None, by="unit-03", starts_on=TODAY + days(50), ends_on=TODAY + days(400))
    with on(TODAY + days(45)):
        rows = client_of("department").get(f"/twinning/{query}").context["list"].data
        assert {row.helped.code for row in rows} == found


def test_list_costs_the_same_for_many(rated, client_of):
    client, costs = client_of("department"), []
    client.get("/twinning/")
    for number in range(2):
        for place in range(1 + 4 * number):
            code = f"01{number}{place}"
            rated.organisations[code] = found(rated["01"], code)
            noted(agreed(rated, code, "0101", day=BEGUN))
        with CaptureQueriesContext(connection) as captured:
            client.get("/twinning/")
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_workbook_has_what_the_list_shows(rated, client_of):
    noted(agreed(rated, day=BEGUN))
    response = client_of("unit-01").get("/twinning/sheet/")
    [_heading, row] = list_rows(response)
    assert [str(one)[:10] for one in row[:5]] == [
        "文学院学生第一党支部",
        "0102",
        "文学院党委",
        "文学院教工第一党支部",
        "党支部",
    ]


def test_agreement_names_both_sides_and_the_days(rated, client_of):
    twinning = agreed(rated, together=["training"])
    response = client_of("branch-0101").get(f"{twinning.get_absolute_url()}agreement/")
    said = [one.text for one in Document(BytesIO(response.getvalue())).paragraphs]
    assert said[:4] == [
        "结对帮扶协议",
        "甲方（帮扶方）：文学院教工第一党支部",
        "乙方（帮扶对象）：文学院学生第一党支部",
        "一、期限　自2012年6月1日起至2012年12月17日止。",
    ]
    assert [text for text in said if text.startswith(("1．", "2．"))] == [
        "1．党员联训：共享党课和培训资源，共同培训支部委员、党员和入党积极分子。"
    ]


def test_ending_says_that_a_helper_is_owed_again(rated, client_of):
    """Unless another one helps, or the branch does not lag."""
    first, of_ordinary = agreed(rated), agreed(rated, "0103")
    client, told = client_of("unit-01"), "结束后须另行落实帮扶方"
    pages = [client.get(f"{one.get_absolute_url()}end/").content.decode() for one in (first, of_ordinary)]
    agreed(rated, helper="0201")
    pages.append(client.get(f"{first.get_absolute_url()}end/").content.decode())
    assert [told in page for page in pages] == [True, False, False]


def test_agreement_keeps_its_term_when_the_twinning_ends_early(rated, client_of):
    twinning = agreed(rated)
    actions.end(twinning=twinning, result=TwinningResult.PARTLY, reason="已调整", by=None)
    response = client_of("branch-0101").get(f"{twinning.get_absolute_url()}agreement/")
    said = [one.text for one in Document(BytesIO(response.getvalue())).paragraphs]
    assert said[3] == "一、期限　自2012年6月1日起至2012年12月17日止。"


def test_agreement_names_no_contents_that_nobody_chose(rated, client_of):
    response = client_of("branch-0101").get(f"{agreed(rated).get_absolute_url()}agreement/")
    said = [one.text for one in Document(BytesIO(response.getvalue())).paragraphs]
    assert [text for text in said if text.startswith(("四、", "1．"))] == ["四、内容　由双方商定。"]


def test_proposal_that_came_to_nothing_was_never_agreed_and_has_no_paper(rated, client_of, told):
    twinning, client = proposed(rated), client_of("branch-0101")
    address, states = twinning.get_absolute_url(), []

    def look():
        page = client.get(address)
        [row] = client.get("/twinning/").context["list"].rows
        steps = [step.label for step in page.context["page"].workflow.steps]
        states.append((row.get_cell_value("state"), steps, "agreement/" in page.content.decode()))

    look()
    actions.decline(twinning=twinning, party=HELPER, reason="另有任务", by=None)
    look()
    answer = client.get(f"{address}agreement/")
    assert states == [
        ("待帮扶方同意", ["已提出", "已同意", "已结束"], True),
        ("未结成", ["已提出", "未结成"], False),
    ]
    assert (answer.url, told(answer)) == (address, "未结成对子，没有协议。")
    assert "没有帮扶记录。" in client.get(address).content.decode()
    counts = [client.get(f"/twinning/?state={one}").context["list"].paginator.count for one in ("nothing", "ended")]
    assert counts == [1, 0]


@pytest.mark.parametrize(
    ("role", "by", "label"),
    [(Role.UNIT, "unit-01", "待帮扶方同意"), (Role.DEPARTMENT, "department", "待双方同意")],
)
def test_proposal_says_whose_word_is_missing(rated, client_of, role, by, label):
    twinning = proposed(rated, role=role, by=by)
    client = client_of("unit-01")
    assert client.get(twinning.get_absolute_url()).context["page"].told == label
    assert of_branch(rated["0102"], TODAY).coming[0].told == label
    if role == Role.DEPARTMENT:
        actions.agree(twinning=twinning, party=HELPER, by=None)
        assert client.get(twinning.get_absolute_url()).context["page"].told == "待帮扶对象同意"


def test_department_that_helps_is_told_by_name(rated, client_of):
    twinning = agreed(rated, helper=None, helper_kind=HelperKind.DEPARTMENT, helper_name="党委宣传部")
    assert "党委宣传部" in client_of("unit-01").get(twinning.get_absolute_url()).content.decode()
