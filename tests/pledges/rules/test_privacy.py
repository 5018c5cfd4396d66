"""What no public page says is found however it is written, and nothing else is (R27a)."""

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pledges.rules.privacy import FORBIDDEN, findings

FORBIDDEN_WORDS = {
    "转化后进党支部": [("lagging", "后进")],
    "转化后 进党支部": [("lagging", "后 进")],
    "转化后\u3000进党支部": [("lagging", "后 进")],
    "转化后\u200b进党支部": [("lagging", "后进")],
    "转化后\n进党支部": [("lagging", "后\n进")],
    "轉化後進黨支部": [("lagging", "後進")],
    "退出后进行列": [("lagging", "后进")],
    "带动后进一步步赶上": [("lagging", "后进")],
    "a Lagging branch": [("lagging", "Lagging")],
    "考评92.5分": [("score", "92.5分")],
    "考评９２．５分": [("score", "92.5分")],
    "考评 92 分": [("score", "92 分")],
    "得分：88": [("score", "得分:88")],
    "总分为 90": [("score", "总分为 90")],
    "达到九十分": [("score", "九十分")],
    "达到八十五点五分": [("score", "八十五点五分")],
    "scored 92.5": [("score", "scored 92.5")],
    "reach 90 points": [("score", "90 points")],
    "13812345678": [("telephone", "13812345678")],
    "联系138-1234-5678": [("telephone", "138-1234-5678")],
    "联系138 1234 5678": [("telephone", "138 1234 5678")],
    "联系+86 13812345678": [("telephone", "+86 13812345678")],
    "联系１３８１２３４５６７８": [("telephone", "13812345678")],
    "0371-12345678": [("telephone", "0371-12345678")],
    "（0371）12345678": [("telephone", "0371)12345678")],
    "010-6275 1234": [("telephone", "010-6275 1234")],
    "电话：67781234": [("telephone", "电话:67781234")],
    "监督热线 6778-1234": [("telephone", "热线 6778-1234")],
    "110101199003071234": [("identity", "110101199003071234")],
    "11010119900307123X": [("identity", "11010119900307123X")],
    "110101 19500307 123x": [("identity", "110101 19500307 123x"), ("telephone", "19500307 123")],
    "１１０１０１１９９００３０７１２３４": [("identity", "110101199003071234")],
    "110101900307123": [("identity", "110101900307123")],
}
HARMLESS = [
    "2012年12月31日前完成",
    "第3党支部与第12党支部",
    "部分党员十分积极",
    "每次30分钟，全年三十分钟以上",
    "14时30分集合，下午3点30分开会",
    "达到100%，占三分之一、二十分之一",
    "每月2次，每季度1次",
    "教学楼101室",
    "示范组〔2012〕9号",
    "党发〔2012〕12号",
    "2012.9.13-2012.10.31",
    "第3分校、第2分会、3分队",
    "服务群众一百二十人次",
    "电话回访20人",
    "经费5000.00元",
    "先后举办、进一步推进",
    "会后进行座谈，换届后进一步明确分工，毕业后进入社区",
    "进度落在后面的，限期补上",
    "the key points of the plan",
]


@pytest.mark.parametrize("text", FORBIDDEN_WORDS)
def test_what_no_public_page_says_is_named(text):
    assert findings(text) == FORBIDDEN_WORDS[text]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_everybody_may_read_passes(text):
    assert findings(text) == []


def test_everything_found_is_named():
    found = findings("后进支部得分45，电话13812345678")
    assert found == [("lagging", "后进"), ("score", "得分45"), ("telephone", "电话13812345678")]


def plain(text):
    """`text` as the rule reads it."""
    return "".join(one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) not in ("Cf", "Mn"))


@given(st.text())
def test_any_text_is_borne(text):
    assert {name for name, _words in findings(text)} <= set(FORBIDDEN)


@given(st.text(st.characters(exclude_categories=["Cs", "Nd", "No", "Nl"]) | st.sampled_from("后前进行分部支电话得")))
def test_nothing_is_found_without_digits_and_the_word(text):
    read = plain(text)
    assume(not any(one.isdigit() or one in "十百" for one in read))
    assume("lagging" not in read.lower() and not re.search(r"后\s*进", read))
    assert findings(text) == []
