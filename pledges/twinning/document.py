"""结对帮扶协议 as a Word document."""

from datetime import timedelta

from docx.document import Document as WordDocument

from core.documents import BLANK_DAY, day_text, heading, line, paper
from pledges.choices import HelpField, TwinningState
from pledges.models import Twinning

WORDS = {  # 五项内容
    HelpField.ORGANISATION: ("组织联动", "定期会商支部建设，互派党员参加组织生活，共同查找问题、制定措施。"),
    HelpField.DEVELOPMENT: ("发展联促", "围绕中心工作和重点任务交流做法，帮助解决发展中的困难。"),
    HelpField.ACTIVITIES: ("活动联办", "共同举办主题党日、学习研讨和志愿服务。"),
    HelpField.TRAINING: ("党员联训", "共享党课和培训资源，共同培训支部委员、党员和入党积极分子。"),
    HelpField.BASES: ("基地联建", "共建共用党员活动室、实践基地和学习资料。"),
}
PRINCIPLES = (
    "双方本着自愿结对、优势互补、注重实效、共同提高的原则，针对乙方存在的突出问题开展帮扶，"
    "帮扶情况如实记录，由乙方确认。"
)


def document_of(twinning: Twinning) -> WordDocument:
    """The agreement of `twinning`, to be signed by both sides."""
    document = paper(f"{twinning.helped.name}结对帮扶协议")
    heading(document, "结对帮扶协议")
    for text in _paragraphs(twinning):
        line(document, text, indent=True)
    for side in ("甲方（签名、盖章）：", "乙方（签名、盖章）："):
        line(document, "")
        line(document, side, indent=True)
        line(document, f"日期：{BLANK_DAY}", indent=True)
    return document


def _paragraphs(twinning):
    yield f"甲方（帮扶方）：{twinning.helper_called}"
    yield f"乙方（帮扶对象）：{twinning.helped.name}"
    yield f"一、期限　自{day_text(twinning.starts_on)}起至{day_text(_last_day(twinning))}止。"
    yield f"二、原则　{PRINCIPLES}"
    yield f"三、目标　{twinning.goal or '帮助乙方解决突出问题，在分类定级中晋位升级。'}"
    yield "四、内容" if twinning.fields else "四、内容　由双方商定。"
    for number, field in enumerate(twinning.fields, 1):
        yield f"{number}．{'：'.join(WORDS[HelpField(field)])}"
    yield "五、未尽事宜　由双方协商解决；协议一式三份，甲方、乙方各执一份，报上级党组织一份。"


def _last_day(twinning):
    """The last day of the term as it was agreed, whenever it ended; None without an end."""
    agreed = twinning.history.filter(state=TwinningState.AGREED).order_by("history_date", "history_id").last()
    ends_on = (agreed or twinning).ends_on
    return ends_on and ends_on - timedelta(days=1)
