"""R28 on the pages: asked for by one, seen by another with what it does, confirmed; then marked in the list."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from branches import actions as roster
from branches.choices import ChangeState
from branches.models import Change, Organisation
from tests.pledges.made import TODAY, on
from tests.reports.restructuring.told import fill
from tests.world import close

WHY = {"reason": "并入对象选错"}


@pytest.fixture(autouse=True)
def clock():
    with on(TODAY):
        yield


@pytest.fixture
def merged(world):
    """0101 was merged into 0103 a minute ago."""
    fill(world)
    return close(world["0101"], TODAY, into=world["0103"])


def page(change, *verb):
    return reverse("reports:change_decide" if verb else "reports:change", args=[change.pk, *verb])


def asked(world, change):
    roster.ask_void(change, **WHY, by=world.people["department"])


def test_list_leads_to_the_page_of_a_change(merged, client_of):
    assert page(merged) in client_of("department").get("/restructures/").content.decode()


def test_preview_says_what_comes_back_and_moves_no_figure_yet(merged, client_of):
    response = client_of("department").get(page(merged, "ask"))
    told = response.context["preview"].effects
    assert "恢复原状：文学院教工第一党支部的公开承诺。" in told
    assert "恢复原状：文学院教工第一党支部书记王芳的任职。" in told
    assert "恢复原状：文学院离退休党支部以文学院教工第一党支部为标杆的对标赶超。" not in told
    assert any(one.startswith("恢复原状：branch-0101的任命") for one in told)
    assert Organisation.objects.get(code="0101").closed_on == TODAY


def test_one_asks_and_another_confirms(merged, world, client_of):
    first, second = client_of("department"), client_of("department-2")
    assert first.post(page(merged, "ask"), WHY, follow=True).redirect_chain[-1][0] == page(merged)
    own = first.get(page(merged)).content.decode()
    assert page(merged, "void") not in own
    assert page(merged, "keep") in own
    assert "您本人提请" in first.get(page(merged, "void")).content.decode()
    assert first.post(page(merged, "void"), follow=True).status_code == 200
    assert Change.objects.get(pk=merged.pk).state == ChangeState.ASKED
    assert page(merged, "void") in second.get(page(merged)).content.decode()
    after = second.post(page(merged, "void"), follow=True).content.decode()
    for told in ("误录作废", "并入对象选错", "department · ", "department-2 · "):
        assert told in after
    assert Organisation.objects.get(code="0101").closed_on is None
    assert "误录作废" in second.get("/restructures/?state=void").content.decode()


def test_to_do_is_a_colleague_s(merged, world, client_of):
    asked(world, merged)
    sentence = "同事提请作废“文学院教工第一党支部并入”的登记"
    assert sentence in client_of("department-2").get("/todo/").content.decode()
    assert sentence not in client_of("department").get("/todo/").content.decode()


def test_who_was_slower_is_told(merged, world, client_of):
    asked(world, merged)
    roster.keep_change(merged, by=world.people["department-2"])
    said = client_of("department-2").post(page(merged, "void"), follow=True).content.decode()
    assert "该事项已办理，或已不能办理。" in said


def test_page_names_what_rests_on_it(merged, world, client_of):
    roster.rename(world["0103"], name="文学院老干部党支部", on=TODAY, by=None)
    told = client_of("department").get(page(merged)).content.decode()
    assert "请先作废该变更：0103 文学院老干部党支部" in told
    assert page(merged, "ask") not in told
    assert "请先作废该变更" in client_of("department").post(page(merged, "ask"), WHY).content.decode()
    with pytest.raises(ValidationError):
        asked(world, merged)


def test_reason_is_asked_for_and_text_is_kept(merged, client_of):
    assert client_of("department").post(page(merged, "ask"), {"reason": " "}).context["decision"].form.errors
    assert Change.objects.get(pk=merged.pk).state == ChangeState.IN_FORCE


def test_document_number_is_corrected(merged, client_of):
    address = reverse("reports:change_document", args=[merged.pk])
    client = client_of("department")
    same = client.post(address, {"document": "示范组〔2012〕9号", "reason": "核对"})
    assert "文号未变" in same.content.decode()
    client.post(address, {"document": "示范组〔２０１２〕19号", "reason": "文号录错"})
    assert Change.objects.get(pk=merged.pk).document == "示范组〔2012〕19号"
    assert Organisation.objects.get(code="0101").closing_document == "示范组〔2012〕19号"


def test_admin_shows_it_marked(merged, world, client_of):
    asked(world, merged)
    roster.void(merged, by=world.people["department-2"])
    response = client_of("department").get(f"/admin/branches/organisation/{world['0101'].pk}/change/")
    assert "误录作废" in response.content.decode()


def test_pages_ask_a_constant_number_of_questions(merged, world, client_of, django_assert_max_num_queries):
    client = client_of("department")
    client.get(page(merged))
    with django_assert_max_num_queries(16):
        client.get(page(merged))
