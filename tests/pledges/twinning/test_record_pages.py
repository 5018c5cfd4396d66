"""Records of help on their pages: written by the helping side, confirmed by the helped one (N12)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.attachments.fields import accepted
from core.choices import Role
from pledges.actions import twinning as actions
from pledges.choices import Party, PlanKind, RecordState, TwinningResult
from pledges.models import HelpPicture, HelpRecord
from tests.pledges.made import TODAY, days, in_force, on
from tests.pledges.twinning.made import agreed, noted, proposed
from tests.pledges.twinning.pages import BEGUN, RECORD, buttons, errors, picture
from tests.world import close

VIDEO = b"\x00\x00\x00\x18ftypmp42" + b"0" * 100
LARGE = b"\xff\xd8\xff" + b"0" * (30 * 2**20 - 3)


SENT = "帮扶记录已提交，由帮扶对象一方确认。"


def written():
    """The records as they stand, how many pictures there are, and the files kept."""
    files = HelpPicture.file.field.storage
    kept = sorted(files.listdir("")[1]) if files.exists("") else []
    return list(HelpRecord.objects.values_list("pk", "state", "text")), HelpPicture.objects.count(), kept


def back(twinning, world):
    """A record of the helper's that the helped side sent back."""
    record = noted(twinning, text="上门辅导", by=world.people["branch-0101"])
    actions.send_back(record=record, reason="请写明参加人", by=world.people["branch-0102"])
    return record


def test_help_is_recorded_with_a_picture_and_handed_out_to_both_sides(rated, client_of, told):
    twinning = agreed(rated, day=BEGUN)
    address = f"{twinning.get_absolute_url()}records/new/"
    client = client_of("branch-0101")
    first = client.post(address, RECORD | {"picture": picture()})
    second = client.post(address, RECORD | {"picture": picture()})
    record, shown = HelpRecord.objects.get(), HelpPicture.objects.get()
    assert (first.status_code, record.by.username, record.reported_as) == (302, "branch-0101", Role.BRANCH)
    other = client.post(address, RECORD | {"place": "第二会议室"})
    assert (second.url, set(told(second).split()), list(errors(other))) == (first.url, {SENT}, ["text"])
    answers = {who: client_of(who).get(f"/twinning/pictures/{shown.pk}/") for who in ("branch-0102", "unit-02")}
    assert {who: answer.status_code for who, answer in answers.items()} == {"branch-0102": 200, "unit-02": 404}
    assert answers["branch-0102"].getvalue()[:3] == b"\xff\xd8\xff"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("录像.mp4", VIDEO, "“录像.mp4”不是可展示的图片，请选择JPEG、PNG、WebP或GIF图片。"),
        ("说明.pdf", b"%PDF-1.4", "“说明.pdf”不是可展示的图片，请选择JPEG、PNG、WebP或GIF图片。"),
        ("录像.jpg", VIDEO, "“录像.jpg”的扩展名是图片，内容却不是图片。请选择图片原件。"),
        ("大图.jpg", LARGE, "“大图.jpg”有30 MB，最多20 MB。请压缩或拆分后再上传。"),
    ],
)
@pytest.mark.parametrize("is_correction", [False, True])
def test_what_is_no_picture_is_refused_at_its_field(rated, client_of, name, content, sentence, is_correction):
    twinning, address = agreed(rated, day=BEGUN), "records/new/"
    if is_correction:
        address = f"records/{back(twinning, rated).pk}/"
    before, sent = written(), RECORD | {"people": "双方支委"}
    response = client_of("branch-0101").post(
        f"{twinning.get_absolute_url()}{address}", sent | {"picture": SimpleUploadedFile(name, content)}
    )
    form = response.context["decision"].form
    kept = {field: form[field].value() for field in sent}
    assert (errors(response), kept, written()) == ({"picture": [sentence]}, sent, before)


@pytest.mark.parametrize(
    ("helper", "role", "writer", "confirmers"),
    [
        ("0101", Role.BRANCH, "branch-0101", {"branch-0102", "unit-01", "unit-01-2"}),
        ("0101", Role.UNIT, "unit-01", {"branch-0102"}),
        ("0201", Role.UNIT, "unit-02", {"branch-0102", "unit-01", "unit-01-2"}),
        (None, Role.UNIT, "unit-01", {"branch-0102"}),
    ],
)
def test_record_is_confirmed_by_the_helped_side_never_by_who_wrote_it(
    rated, client_of, helper, role, writer, confirmers
):
    twinning = agreed(rated, "0102", helper, day=BEGUN)
    noted(twinning, role=role, by=rated.people[writer])
    people = ("branch-0101", "branch-0102", "branch-0201", "unit-01", "unit-01-2", "unit-02", "department")
    shown = {who: client_of(who).get(twinning.get_absolute_url()) for who in people}
    assert {who for who, page in shown.items() if "confirm" in buttons(page)} == confirmers


def test_record_of_a_direct_branch_that_its_own_unit_wrote_is_confirmed_by_the_department(rated, client_of):
    twinning = agreed(rated, "03", None, day=BEGUN, by="unit-03")
    record = noted(twinning, role=Role.UNIT, by=rated.people["unit-03"])
    address = f"{twinning.get_absolute_url()}records/{record.pk}/confirm/"
    assert client_of("unit-03").post(address).status_code == 403
    client_of("department").post(address)
    record.refresh_from_db()
    assert (record.state, record.confirmed_by.username) == (RecordState.CONFIRMED, "department")


def test_record_comes_back_is_corrected_and_confirmed(rated, client_of, told):
    twinning = agreed(rated, day=BEGUN)
    record = noted(twinning, picture=accepted(picture()), by=rated.people["branch-0101"])
    shown = record.pictures.get()
    address = f"{twinning.get_absolute_url()}records/{record.pk}/"
    helped, helper = client_of("branch-0102"), client_of("branch-0101")
    assert list(errors(helped.post(f"{address}return/", {"reason": ""}))) == ["reason"]
    helped.post(f"{address}return/", {"reason": "请写明参加人"})
    returned = helper.get(address).content.decode()
    assert [one in returned for one in ("branch-0102：已退回。", "请写明参加人", "现场.jpg")] == [True] * 3
    assert client_of("unit-01").get(address).status_code == 302  # not its writer
    corrected = RECORD | {"people": "双方支委", "hidden": [shown.pk]}
    answers = [helper.post(address, corrected | {"picture": picture("合影.jpg")}).status_code for _ in range(2)]
    assert (answers, [one.name for one in record.pictures.all()]) == ([302, 302], ["合影.jpg"])
    first, second = (helped.post(f"{address}confirm/") for _ in range(2))
    record.refresh_from_db()
    assert (record.state, record.people, told(first).endswith("帮扶记录已确认。")) == (
        RecordState.CONFIRMED,
        "双方支委",
        True,
    )
    assert "branch-0102" in helped.get(f"{address}confirm/").context["decision"].refusal
    assert second.status_code == 302


def test_records_of_a_twinning_that_was_closed_stay_as_they_are(rated, client_of):
    twinning = agreed(rated, day=BEGUN)
    record = noted(twinning, by=rated.people["branch-0101"])
    returned, client = back(twinning, rated), client_of("unit-01")
    close(rated["0102"], TODAY)
    addresses = [f"{twinning.get_absolute_url()}records/{record.pk}/{verb}/" for verb in ("confirm", "return")]
    before = written()
    refusals = [client.get(one).context["decision"].refusal for one in addresses]
    for one in addresses:
        client.post(one, {"reason": "请写明参加人"})
    client_of("branch-0101").post(f"{twinning.get_absolute_url()}records/{returned.pk}/", RECORD)
    assert (written(), buttons(client.get(twinning.get_absolute_url()))) == (before, set())
    assert refusals == ["因组织撤销，该结对随之结束，帮扶记录不再变动。"] * 2


def test_problems_stand_beside_the_record_form_and_the_plan_is_not_linked(rated, client_of):
    facts = {"problem_types": ("idle",), "problems": "组织生活不经常", "measures": ["每月开展一次主题党日"]}
    plan = in_force(rated["0102"], rated.campaign, PlanKind.RECTIFICATION, **facts)
    twinning = agreed(rated, "0102", "0201", day=TODAY)
    client = client_of("branch-0201")
    for address in (twinning.get_absolute_url(), f"{twinning.get_absolute_url()}records/new/"):
        page = client.get(address).content.decode()
        assert ("组织生活不经常" in page, "每月开展一次主题党日" in page) == (True, True)
        assert (plan.get_absolute_url() in page, "/branches/0102/" in page) == (False, False)


def test_problems_are_told_from_the_agreement_to_the_end(rated, client_of):
    in_force(rated["0102"], rated.campaign, PlanKind.RECTIFICATION, problem_types=("idle",), problems="组织生活不经常")
    twinning, client = proposed(rated, "0102", "0201", days=20), client_of("branch-0201")
    shown = []

    def look():
        shown.append("组织生活不经常" in client.get(twinning.get_absolute_url()).content.decode())

    look()
    actions.agree(twinning=twinning, party=Party.HELPER, by=rated.people["branch-0201"])
    look()
    with on(TODAY + days(20)):
        look()
        actions.end(twinning=twinning, result=TwinningResult.MET, reason="已转化", by=None)
        look()
    assert shown == [False, True, False, False]


def test_record_that_came_back_counts_for_nothing(rated, client_of):
    twinning = agreed(rated, day=BEGUN)
    noted(twinning, day=BEGUN, by=rated.people["branch-0101"])
    back = noted(twinning, by=rated.people["branch-0101"])
    actions.send_back(record=back, reason="请写明参加人", by=rated.people["branch-0102"])
    page = client_of("unit-01").get(twinning.get_absolute_url()).context["page"]
    [row] = client_of("unit-01").get("/twinning/").context["list"].data
    assert (page.counted, page.last, page.unconfirmed) == (row.counted, row.last, 2) == (1, BEGUN, 2)


def test_end_tells_how_many_records_are_not_confirmed(rated, client_of):
    twinning = agreed(rated, day=BEGUN)
    client, address = client_of("unit-01"), f"{twinning.get_absolute_url()}end/"
    sentence = "还有1条帮扶记录未确认；结束后仍可确认，或退回后由填写人修改。"
    before = client.get(address).content.decode()
    noted(twinning, by=rated.people["branch-0101"])
    assert [sentence in page for page in (before, client.get(address).content.decode())] == [False, True]


def test_page_costs_the_same_for_many_records(rated, client_of):
    twinning, client, costs = agreed(rated, day=BEGUN), client_of("branch-0102"), []
    for number in range(1, 7):
        noted(twinning, text=f"第{number}次", picture=accepted(picture()), by=rated.people["branch-0101"])
        with CaptureQueriesContext(connection) as captured:
            client.get(twinning.get_absolute_url())
        costs.append(len(captured))
    assert costs[1] == costs[-1]
