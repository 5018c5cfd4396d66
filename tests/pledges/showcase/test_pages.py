"""The pages inside: the list, an entry, its forms and its verbs."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from pledges.actions import showcase as actions
from pledges.actions.showcase import EntryText
from pledges.choices import EntryState
from pledges.models import ShowcaseEntry, ShowcasePicture
from pledges.queries.timeline import of_organisation
from pledges.showcase.form import ShowcaseForm
from ratings.choices import Tier
from ratings.models import Campaign, Standing
from ratings.queries.cohort import tier_of
from tests.pledges.made import TODAY, days, on
from tests.pledges.showcase.shown import TEXT, drafted, drawn, returned, selected, sent, submitted, supported, taken_off
from tests.world import rate

SENT = {name: getattr(TEXT, name) for name in ("kind", "title", "background", "practice", "special", "results")}
SENT["voices"] = TEXT.voices


def said(answer):
    return [str(one) for one in get_messages(answer.wsgi_request)]


def titles(client, query=""):
    page = client.get(f"/showcase/entries/{query}").context["list"]
    return [row.record.title for row in page.paginated_rows]


def buttons(client, entry):
    """The words of what somebody may do with it."""
    text = client.get(f"/showcase/entries/{entry.pk}/").content.decode()
    actions_ = text[text.index('class="page-actions plan-actions"') : text.index("<h2>")]
    found = re.findall(r">\s*([^<>\s][^<>]*?)\s*</(?:a|button)>", actions_)
    return [one for one in found if one in BUTTONS]


BUTTONS = {"提交审核", "同意推荐", "退回", "确定入选", "撤下", "撤回", "修改", "添加图片", "删除草稿"}
WRITERS_OWN = ["提交审核", "撤回", "修改", "添加图片"]


@pytest.mark.parametrize(
    ("make", "branch_sees", "unit_sees", "department_sees"),
    [
        (drafted, ["提交审核", "修改", "添加图片", "删除草稿"], [], []),
        (returned, WRITERS_OWN, [], []),
        (submitted, ["撤回"], ["同意推荐", "退回"], []),
        (supported, ["撤回"], [], ["确定入选", "退回"]),
        (selected, [], ["撤下"], ["撤下"]),
        (taken_off, WRITERS_OWN, [], []),
    ],
)
def test_buttons_are_those_of_the_role(branch, client_of, make, branch_sees, unit_sees, department_sees):
    entry = make(branch)
    seen = [buttons(client_of(who), entry) for who in ("branch-0101", "unit-01", "department", "viewer")]
    assert seen == [branch_sees, unit_sees, department_sees, []]


def test_unit_writes_for_a_direct_branch(branch, world, client_of):
    answer = client_of("unit-03").post("/showcase/entries/new/03/", SENT)
    entry = ShowcaseEntry.objects.get()
    assert answer.url == f"/showcase/entries/{entry.pk}/"
    assert buttons(client_of("unit-03"), entry) == ["修改", "添加图片", "删除草稿"]
    text = client_of("department").get(answer.url).content.decode()
    assert "单位已推荐" not in text


def test_entry_is_written_given_pictures_and_submitted(branch, client_of):
    client = client_of("branch-0101")
    address = client.post("/showcase/entries/new/0101/", SENT).url
    assert "还需上传2张图片。" in client.get(address).content.decode()
    for colour in ("red", "blue"):
        answer = client.post(f"{address}pictures/", {"file": sent(content=drawn(colour)), "caption": f"现场{colour}"})
        assert answer.url == f"{address}#pictures"
    answer = client.post(f"{address}submit/")
    assert (answer.url, said(answer)[-1]) == (address, "已提交审核。")
    entry = ShowcaseEntry.objects.get()
    assert (entry.state, entry.submitted_by.username, entry.pictures.count()) == ("submitted", "branch-0101", 2)


def test_second_press_changes_nothing_and_says_so(branch, world, client_of):
    entry = submitted(branch)
    client = client_of("unit-01")
    for expected in ("已推荐，待组织部遴选。", "单位已推荐"):
        answer = client.post(f"/showcase/entries/{entry.pk}/support/")
        assert expected in said(answer)[-1]
    assert entry.history.filter(state=EntryState.SUPPORTED).count() == 1


def proposable(client):
    return [one.code for one in client.get("/showcase/entries/").context["own"]]


def test_propose_stands_where_it_would_be_taken(branch, world, client_of):
    assert [proposable(client_of(who)) for who in ("branch-0101", "unit-03")] == [["0101"], ["03"]]
    drafted(branch)
    with on(world.later.reference_date):
        rate(world["03"], world.later, Tier.GOOD)
        assert [proposable(client_of(who)) for who in ("branch-0101", "unit-03")] == [[], []]


def test_what_changed_after_the_check_is_told_too(branch, world):
    """Somebody else saved between the check of the form and its verb."""
    entry = drafted(branch)
    form = ShowcaseForm({**SENT, "title": "后改的"}, organisation=branch, entry=entry)
    form.data["version"] = form.initial["version"]
    assert form.is_valid()
    with on(TODAY + days(1)):
        actions.write(entry=ShowcaseEntry.objects.get(pk=entry.pk), text=replace(TEXT, title="先改的"), by=None)
    assert form.save(by=None) is None
    assert "先改的" in str(form.errors)
    assert ShowcaseEntry.objects.get(pk=entry.pk).title == "先改的"


def test_standing_of_another_campaign_shows_nothing(branch, world):
    """The newest standing is not asked for: that of the campaign on show is."""
    other = Campaign.objects.create(code="old", name="旧", starts_on=date(2010, 1, 1))
    Standing.objects.filter(organisation=branch).update(campaign=other)
    assert tier_of(branch, TODAY) is None
    assert ShowcaseEntry.objects.with_tier(TODAY).filter(tier=Tier.ADVANCED).count() == 0


def test_second_beginning_leads_to_the_entry_in_hand(branch, client_of):
    client = client_of("branch-0101")
    client.post("/showcase/entries/new/0101/", SENT)
    entry = ShowcaseEntry.objects.get()
    assert client.get("/showcase/entries/new/0101/").url == f"/showcase/entries/{entry.pk}/"
    answer = client.post("/showcase/entries/new/0101/", {**SENT, "title": "又一个"})
    assert answer.context["form"].non_field_errors() == ["本支部已有一份展示材料在办理中，请在该材料上继续。"]
    assert answer.context["form"]["title"].value() == "又一个"


def test_reason_goes_back_with_the_entry(branch, client_of):
    entry = submitted(branch)
    client_of("unit-01").post(f"/showcase/entries/{entry.pk}/return/", {"reason": "请补充成效"})
    text = client_of("branch-0101").get(f"/showcase/entries/{entry.pk}/").content.decode()
    assert text.index("请补充成效") < text.index("提交审核")


def test_late_reason_is_kept(branch, client_of):
    entry = submitted(branch)
    actions.support(entry=entry, by=None)
    answer = client_of("unit-01").post(f"/showcase/entries/{entry.pk}/return/", {"reason": "请补充成效"})
    assert ("reason", "请补充成效") in [(bound.name, bound.value()) for bound in answer.context["decision"].form]
    assert "单位已推荐" in answer.context["decision"].refusal
    assert ShowcaseEntry.objects.get().state == EntryState.SUPPORTED


def test_stale_form_tells_what_changed_and_keeps_what_was_typed(branch, client_of):
    entry = drafted(branch)
    client = client_of("branch-0101")
    version = client.get(f"/showcase/entries/{entry.pk}/edit/").context["form"]["version"].value()
    client.post(f"/showcase/entries/{entry.pk}/edit/", {**SENT, "title": "先改的", "version": version})
    answer = client.post(f"/showcase/entries/{entry.pk}/edit/", {**SENT, "title": "后改的", "version": version})
    form = answer.context["form"]
    assert (len(form.non_field_errors()), form["title"].value()) == (1, "后改的")
    client.post(f"/showcase/entries/{entry.pk}/edit/", {**SENT, "title": "后改的", "version": form["version"].value()})
    assert ShowcaseEntry.objects.get().title == "后改的"


@pytest.mark.parametrize("words", ["帮扶后进支部", "考评92.5分", "证号11010119900307123X", "找13812345678"])
def test_unsayable_words_are_refused_at_their_field(branch, client_of, words):
    client = client_of("branch-0101")
    for name in SENT.keys() - {"kind"}:
        answer = client.post("/showcase/entries/new/0101/", {**SENT, name: words})
        assert (list(answer.context["form"].errors), answer.context["form"][name].value()) == ([name], words)
    entry = drafted(branch, pictures=0)
    for name, facts in {"caption": {"caption": words}, "file": {"file": sent(f"{words}.jpg")}}.items():
        answer = client.post(f"/showcase/entries/{entry.pk}/pictures/", {"caption": "现场", "file": sent(), **facts})
        assert list(answer.context["decision"].form.errors) == [name]
    assert ShowcasePicture.objects.count() == 0


VIDEO = b"\x00\x00\x00\x18ftypmp42" + b"0" * 100
NO_PICTURE = "“{}”不是可展示的图片，请选择JPEG、PNG、WebP或GIF图片。"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("方案.pdf", b"%PDF-1.4", NO_PICTURE.format("方案.pdf")),
        ("录像.mp4", VIDEO, NO_PICTURE.format("录像.mp4")),
        ("录像.jpg", VIDEO, "“录像.jpg”的扩展名是图片，内容却不是图片。请选择图片原件。"),
        ("图.svg", b"<svg/>", NO_PICTURE.format("图.svg")),
        ("现场.jpg", b"%PDF-1.4", "“现场.jpg”的扩展名是图片，内容却不是图片。请选择图片原件。"),
        ("大图.jpg", b"\xff\xd8\xff" + b"0" * (30 * 2**20 - 3), "“大图.jpg”有30 MB，最多20 MB。请压缩或拆分后再上传。"),
    ],
)
def test_only_pictures_are_taken(branch, client_of, name, content, sentence):
    entry, files = drafted(branch, pictures=0), ShowcasePicture.file.field.storage
    before = files.listdir("") if files.exists("") else ([], [])
    answer = client_of("branch-0101").post(
        f"/showcase/entries/{entry.pk}/pictures/", {"file": sent(name, content), "caption": "周一学习现场"}
    )
    form = answer.context["decision"].form
    assert (form.errors, form["caption"].value()) == ({"file": [sentence]}, "周一学习现场")
    after = files.listdir("") if files.exists("") else ([], [])
    assert (ShowcasePicture.objects.count(), after) == (0, before)


def test_picture_is_written_anew_without_place_and_time(branch, client_of):
    exif = Image.Exif()
    exif[0x0132] = "2012:05:20 10:00:00"
    exif[0x013B] = "somebody"
    entry = drafted(branch, pictures=0)
    content = drawn("red", exif=exif.tobytes())
    assert b"somebody" in content
    client = client_of("branch-0101")
    client.post(f"/showcase/entries/{entry.pk}/pictures/", {"file": sent(content=content), "caption": "现场"})
    row = ShowcasePicture.objects.get()
    answer = client.get(f"/showcase/entries/{entry.pk}/pictures/{row.pk}/")
    assert (answer.headers["Content-Type"], b"somebody" in answer.getvalue()) == ("image/jpeg", False)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_picture_is_removed_once(branch, client_of):
    entry = drafted(branch)
    address = f"/showcase/entries/{entry.pk}/pictures/{entry.pictures.first().pk}/remove/"
    client = client_of("branch-0101")
    assert [said(client.post(address))[-1] for _ in range(2)] == ["图片已删除。", "该图片已删除。"]
    assert entry.pictures.count() == 1


def test_inside_it_is_told_why_it_is_not_public(branch, world, client_of):
    entry = selected(branch)
    rate(branch, world.later, Tier.GOOD)
    with on(date(2012, 11, 25)):
        text = client_of("branch-0101").get(f"/showcase/entries/{entry.pk}/").content.decode()
    assert "<strong>未公开：党支部当前不是先进等次</strong>" in text


def test_list_is_filtered(branch, world, client_of):
    selected(branch)
    drafted(branch, pictures=0, text=EntryText(title="起草"))
    submitted(world["03"], text=EntryText(**{**SENT, "title": "图书馆"}))
    client = client_of("department")
    for query, expected in {
        "": ["图书馆", "起草", "红色实验室"],
        "?unit=01": ["起草", "红色实验室"],
        "?state=draft": ["起草"],
        "?kind=party_day": [],
        "?q=hg": [],
        "?q=红色": ["红色实验室"],
        "?q=03": ["图书馆"],
        "?waits=1": ["图书馆"],
        "?unit=01&waits=1": [],
        "?sort=title": ["图书馆", "红色实验室", "起草"],
    }.items():
        assert titles(client, query) == expected, query
    assert titles(client_of("unit-01")) == ["起草", "红色实验室"]
    assert titles(client_of("branch-0201")) == []


def test_list_costs_the_same_for_many(branch, world, client_of, django_assert_num_queries):
    client = client_of("department")
    selected(branch)
    client.get("/showcase/entries/")
    with CaptureQueriesContext(connection) as one:
        client.get("/showcase/entries/")
    drafted(world["0201"])
    submitted(world["03"])
    with django_assert_num_queries(len(one)):
        client.get("/showcase/entries/")


def test_sheet_has_what_is_on_screen(branch, client_of):
    selected(branch)
    answer = client_of("department").get("/showcase/entries/sheet/")
    assert (answer.status_code, answer.getvalue()[:2]) == (200, b"PK")


def test_branch_page_and_timeline_tell_it_as_of_the_day(branch, client_of):
    entry = selected(branch)
    with on(date(2012, 6, 9)):
        actions.take_off(entry=entry, reason="内容需更新", by=None)
        client = client_of("branch-0101")
        now, past = (client.get(f"/branches/0101/{query}").context["shows"] for query in ("", "?on=2012-06-01"))
        before = client.get("/branches/0101/?on=2012-05-31").context["shows"]
        told = [(one.day, one.what, one.reason) for one in of_organisation(branch, date(2012, 6, 9))]
    states = [[(one.title, one.state) for one in shows] for shows in (now, past, before)]
    assert states == [[("红色实验室", "taken_off")], [("红色实验室", "selected")], []]
    assert told == [
        (TODAY, "“红色实验室”入选典型展示。", ""),
        (date(2012, 6, 9), "“红色实验室”撤出典型展示。", "内容需更新"),
    ]
    assert of_organisation(branch, date(2012, 5, 31)) == []
