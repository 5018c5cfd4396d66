"""Text of a roster is folded on its way in (R33); who is only written otherwise takes nobody's office (R29)."""

from datetime import date

import pytest

from branches import actions
from branches.models import Organisation, Secretary
from tests.branches.workbooks.rows import B1, B2, B3, U1, U2, at, get, state
from tests.workbooks import bring_in, check, counts

TERM = date(2011, 9, 1)


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("王芳", "王\u3000芳"),
        ("王\u3000芳", "王芳"),
        ("王芳", "王\n芳\u200b"),
        ("买买提·阿不都", "买买提•阿不都"),
        ("买买提・阿不都", "买买提．阿不都"),
        ("John Smith", "Ｊｏｈｎ\u3000Smith"),
    ],
)
def test_secretary_who_is_only_written_otherwise_stays_with_title_and_term(imported, roster, stored, written):
    Secretary.objects.filter(organisation__code="0101").update(name=stored, title="教授", term_from=TERM)
    before = state()
    plan = bring_in("roster", roster(branches=(at(B1, 书记=written), B2, B3)))
    assert counts(plan) == (0, 0, 6)
    assert state() == before


def test_secretary_with_another_name_follows(imported, roster):
    assert counts(bring_in("roster", roster(branches=(at(B1, 书记="李　四喜"), B2, B3)))) == (0, 1, 5)
    assert list(get("0101").secretaries.filter(left_on=None).values_list("name", flat=True)) == ["李 四喜"]


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("丁支部\u200b", "丁支部"),
        ("戊\n支部", "戊支部"),
        ("己\xa0支部", "己 支部"),
        ("庚第１２支部", "庚第12支部"),
        ("⽂学院（筹）", "文学院（筹）"),
    ],
)
def test_name_is_stored_folded_and_is_no_new_name_the_next_time(imported, roster, written, stored):
    new = ["0103", written, "01", "学生"]
    assert counts(bring_in("roster", roster(branches=(B1, B2, B3, new)))) == (1, 0, 6)
    assert get("0103").name == stored
    assert counts(bring_in("roster", roster(branches=(B1, B2, B3, new)))) == (0, 0, 7)


def test_codes_and_words_are_read_without_what_nobody_sees(imported, roster):
    row = at(B1, 编码="0101\u200b", 所属基层党组织编码="０１\ufeff", 类别="教工\u200b", 成立日期="2001-09-01\u200b")
    assert counts(check("roster", roster(units=(U1, U2), branches=(row, B3)))) == (0, 0, 4)


def test_secretaries_are_not_replaced_by_themselves(imported):
    one = Organisation.objects.get(code="0101")
    former = actions.set_secretary(one, name="买买提·阿不都", title="教授", on=date(2012, 5, 1), by=None)
    assert actions.set_secretaries([(one, "买买提 • 阿不都")], on=date(2012, 6, 1), by=None) == []
    assert actions.set_secretary(one, name="买买提•阿不都", on=date(2012, 6, 1), by=None) == former
    assert list(one.secretaries.filter(left_on=None).values_list("name", "title")) == [("买买提·阿不都", "教授")]
