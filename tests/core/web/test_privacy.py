"""What no public page says is found however it is written, and nothing else is (R27a)."""

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.web.privacy import FORBIDDEN, findings

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
# 后进, the tier, however it is written and whatever goes on behind it.
TIER = [
    "后进",
    "後進",
    "后 进",
    "后\u3000进",
    "後\u200b進",
    "后\u2060\ufeff进",
    "「后进」",
    "“后进”入列",
    '"后进"入',
    "（后进）入列",
    "后进入一般",
    "后进一步步赶上",
    "后进行动方案",
    "后进行为",
    "转化后进行动方案",
    "轉化後進行動方案",
    "转化后 进行动",
    "转化后进行巩固",
    "转化后进进一步巩固",
    "转变后进入一般等次",
    "整顿后进行动",
    "整顿后进一步巩固",
    "帮扶后进入列",
    "先进帮后进行动",
    "先进后进行动",
    "先进、后进入同一小组",
    "由后进入一般",
    "由后进转化",
    "从后进进入一般",
    "从后进入较好",
    "摘掉后进入列",
    "摘掉“后进”帽子",
    "消除后进入先进",
    "消除后进支部",
    "对后进行帮扶",
    "对后进进行帮扶",
    "为后进入列",
    "评为后进",
    "是后进入列的",
    "不让后进一步落下",
    "个别后进入列",
    "带动后进一步赶上",
    "退出后进行列",
    "后进班级",
    "学习后进支部",
    "会后进支部",
    "落後進步",
    "后进赶先进",
]
# What happens afterwards.
AFTERWARDS = [
    "会后进行座谈",
    "會後進行座談",
    "会后\n进行座谈",
    "会后进行动员",
    "会后进行动态管理",
    "学习后进行测试",
    "培训后进行为期三天的实践",
    "研究后进行分工",
    "核对后进行公示",
    "比对后进行更正",
    "与兄弟支部结对后进行交流",
    "审批后进行公示",
    "评定后进行公示",
    "党员参与后进一步提高",
    "知识普及后进行测验",
    "之后进行总结，然后进行评议，最后进行表彰，今后进一步推广",
    "以后进一步完善，先后进行三次走访，前后进行两轮",
    "“七一”后进行表彰",
    "《通知》印发后进行传达",
    "（含总结）后进行评议",
    "16:00后进行值班",
    "2012年10月31日后进入第二阶段",
    "分类后进行指导",
    "整改后进行复查",
    "毕业后进入社区",
    "考核合格后进入下一环节",
    "换届后进一步明确分工",
    "开学后进课堂",
    "签到后进会场",
    "返校后进校园",
]
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


@pytest.mark.parametrize("text", TIER)
def test_lowest_tier_is_found_however_it_goes_on(text):
    assert {name for name, _words in findings(text)} == {"lagging"}


@pytest.mark.parametrize("text", AFTERWARDS)
def test_what_happens_afterwards_passes(text):
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
