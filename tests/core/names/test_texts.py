"""R33: text is stored as it reads, and compared as people compare it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.names import INVISIBLE, RADICALS, fold, fold_lines, name_key, same_name, search_key
from tests.naughty.texts import OWN, corpus

# Blanks, breaks, invisible marks, radicals, wide letters and Chinese meet more often here than in any text.
HOSTILE = st.text(st.sampled_from("党员 a1\t\r\n\v\x00\x1c\x85\xa0\u3000\u2028\u200b\u202e\ufeff⼾⻓Ａ１．·（①\ufe0f"))
TEXTS = HOSTILE | st.text()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  文学院党委\u3000", "文学院党委"),
        ("文学\u200b院\ufeff党委", "文学院党委"),
        ("\u202e文学院", "文学院"),
        ("文学院\t第二\xa0\u3000党支部", "文学院 第二 党支部"),
        ("王 芳", "王 芳"),
        ("文学院第二\r\n党支部", "文学院第二党支部"),
        ("文学院第二 \n\u3000党支部", "文学院第二党支部"),
        ("文学院第二\u200b\n党支部", "文学院第二党支部"),
        ("Party\nbranch", "Party branch"),
        ("党支部\n2", "党支部 2"),
        ("一\n二\n三", "一二三"),
        ("２０１２年Ａ组ｚ", "2012年A组z"),
        ("⼾⼝ ⻓⻘ ⺠⻢", "戶口 长青 民马"),
        ("⽂\n⻄", "文西"),
        ("（一）“甲”，①Ⅱ！％", "（一）“甲”，①Ⅱ！％"),
        ("𠮷野家 㐂 葛\U000e0100城 辻\ufe00", "𠮷野家 㐂 葛\U000e0100城 辻\ufe00"),
        ("ﬁ ㎡ ㈱ ｶ", "ﬁ ㎡ ㈱ ｶ"),
        ("a\x07b\x1fc\x7fd\x9fe", "a b c d e"),
        ("a\x00b", "a\x00b"),
        ("", ""),
        ("\u200b \n", ""),
    ],
)
def test_line_is_stored_as_it_reads(typed, stored):
    assert fold(typed) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("一、目标\r\n\r\n\u3000\u3000二、措施  \r三、\xa0时限\u2028四", "一、目标\n\n二、措施\n三、 时限\n四"),
        ("\n\n 只有一行 \n", "只有一行"),
        ("党支部\n党委", "党支部\n党委"),
    ],
)
def test_lines_keep_their_breaks(typed, stored):
    assert fold_lines(typed) == stored


@given(TEXTS)
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert fold_lines(fold_lines(text)) == fold_lines(text)
    assert fold(fold_lines(text)) == fold(text) or "\n" in fold_lines(text)


@given(TEXTS)
def test_nothing_invisible_is_left(text):
    controls = [one for one in fold(text) if unicodedata.category(one) == "Cc" and one != "\x00"]
    assert (controls, INVISIBLE.findall(fold(text)), fold(text).strip(" ")) == ([], [], fold(text))


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"])))
def test_what_is_plain_stays(text):
    assert (fold(text), fold_lines(text)) == (text, text)


def test_radicals_become_characters_and_stay_so():
    blocks = {unicodedata.name(one).startswith("CJK RADICAL") for one in RADICALS}
    targets = {unicodedata.name(one).startswith("CJK UNIFIED") for one in RADICALS.values()}
    kangxi = {unicodedata.name(fold(chr(code)))[:11] for code in range(0x2F00, 0x2FD6)}
    assert (blocks, targets, kangxi) == ({True}, {True}, {"CJK UNIFIED"})
    assert fold("".join(RADICALS)) == "".join(RADICALS.values())


@pytest.mark.parametrize(
    "one",
    [
        "阿依古丽·买买提",
        "阿依古丽•买买提",
        "阿依古丽・买买提",
        "阿依古丽‧买买提",
        "阿依古丽．买买提",
        "阿依古丽 · 买买提",
    ],
)
def test_name_is_one_with_any_middle_dot(one):
    assert name_key(one) == "阿依古丽·买买提"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("王 芳", "王芳", True),
        ("王\u3000芳 ", "王芳", True),
        ("王芳", "王方", False),
        ("Li Ming", "LiMing", False),
        ("张 Li", "张Li", False),
        ("A．B", "A·B", False),
        ("⻢明", "马明", True),
    ],
)
def test_same_person_is_known_by_the_name(one, other, same):
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("示范组〔2012〕8号", "示范组20128号"),
        ("“扶弱”（培强）", "扶弱培强"),
        ("Ⅱ 类①", "II 类1"),
        ("阿依古丽·买买提", "阿依古丽买买提"),
        ("甲 - 乙", "甲 乙"),
        ("……", ""),
    ],
)
def test_search_sees_no_punctuation(text, key):
    assert search_key(text) == key


@given(TEXTS)
def test_search_key_holds_no_punctuation_and_single_blanks(text):
    key = search_key(text)
    assert [one for one in key if unicodedata.category(one).startswith("P")] == []
    assert (key.strip(" "), "  " in key) == (key, False)


@pytest.mark.parametrize("folding", [fold, fold_lines])
def test_naughty_strings_are_borne(folding):
    assert [one for one in (*OWN, *corpus()) if folding(folding(one)) != folding(one)] == []
