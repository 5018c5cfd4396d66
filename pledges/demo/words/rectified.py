"""What is wrong in a lagging branch, why, and what is done about it (一支部一策): never on a public page."""

from typing import NamedTuple

from branches.choices import Category
from pledges.choices import ProblemType
from pledges.demo.words.deeds import DISCIPLINE, ORGANISER, PROPAGANDA, SECRETARY, YOUTH, Deed


class Trouble(NamedTuple):
    """Problems of one kind, their causes, deeds against them, and what is brought in: (what, from whom, yuan)."""

    types: tuple[str, ...]
    problems: str
    causes: str
    deeds: tuple[Deed, ...]
    resources: tuple[tuple[str, str, int | None], ...]


STANDSTILL = Trouble(
    (ProblemType.INCOMPLETE, ProblemType.IDLE),
    "支委会5名委员缺2名，近一年未按期换届；上学期支部大会只开过1次，组织生活基本停顿。",
    "原书记出国进修后没有及时补选；党员教学任务重，支部活动无人牵头；基层党委督促检查不够经常。",
    (
        Deed(
            "补选书记和2名委员，支委会成员由3人补齐到5人",
            SECRETARY,
            ("党委派人主持召开支部大会，酝酿候选人。", "候选人经党委审查同意。", "补选完成，5名委员分工已公布。"),
            3,
            5,
        ),
        Deed(
            "恢复组织生活：支部大会由每学期1次增加到4次，支委会每月1次",
            ORGANISER,
            ("召开支部大会，通报存在问题。", "支委会按月召开，记录完整。", "支部大会开满4次，到会率九成。"),
            1,
            4,
        ),
        Deed(
            "建立考勤和请假制度，连续两次无故缺席的由书记谈话",
            DISCIPLINE,
            ("制度在支部大会上通过。", "谈话提醒2人。", "制度执行3个月，无故缺席现象消除。"),
        ),
    ),
    (("组织活动经费", "基层党委", 3000), ("教研室会议室一间，每周二下午使用", "学院办公室", None)),
)
UNFIT = Trouble(
    (ProblemType.UNFIT, ProblemType.DISUNITED),
    "书记抓党建办法不多、精力不够，两名委员意见不合，重要事项议而不决，党员有意见。",
    "书记兼任行政工作过多，没有参加过系统培训；支委会议事规则不健全，谈心谈话开展少。",
    (
        Deed(
            "调整书记分工，派党务骨干任副书记；书记参加脱产培训由0天增加到5天",
            SECRETARY,
            ("党委研究同意增配副书记。", "书记参加3天集中培训。", "5天培训全部完成，写出体会文章。"),
            0,
            5,
        ),
        Deed(
            "制定支委会议事规则，班子成员之间每月谈心1次",
            DISCIPLINE,
            ("规则初稿征求全体党员意见。", "规则通过，按规则讨论决定3件事项。", "谈心6次，委员之间的误会消除。"),
        ),
        Deed(
            "召开专题组织生活会，查找的问题由党员逐条评议整改情况",
            ORGANISER,
            ("会前征求意见23条。", "专题组织生活会召开，党委书记到会。", "整改情况经党员评议，满意率超过九成。"),
        ),
    ),
    (("党务骨干一名，任支部副书记", "机关党委", None), ("培训费", "学校组织部门", 1800)),
)
NO_PLACE = Trouble(
    (ProblemType.NO_PLACE, ProblemType.IDLE),
    "支部没有固定活动场所，学习材料缺乏，参加集中学习的党员不到三分之一，多数老同志联系不上。",
    "原活动室改作他用；党员居住分散、年老体弱；支委年龄偏大，联络方式单一。",
    (
        Deed(
            "落实固定活动室1间，配齐桌椅、书报和取暖设备",
            SECRETARY,
            ("资产管理部门同意调剂房屋一间。", "房屋整修，桌椅到位。", "活动室启用，书报12种。"),
        ),
        Deed(
            "按居住地划分党小组，联系到人；参加学习的党员由9人增加到25人",
            ORGANISER,
            ("划分3个党小组，逐户走访登记。", "集中学习到会17人。", "到会25人，另有4人在家自学。"),
            9,
            25,
        ),
        Deed(
            "为患病和高龄党员送学上门，每月不少于4人次",
            PROPAGANDA,
            ("送学上门5人次。", "印发大字学习材料30份。", "坚持4个月，送学上门19人次。"),
        ),
    ),
    (("活动室整修费", "后勤部门", 8000), ("学生志愿者8名，协助送学上门", "学院团委", None)),
)
SERVICE = Trouble(
    (ProblemType.SERVICE, ProblemType.SECRECY),
    "师生对窗口服务意见较多，上学期收到投诉17件；党务公开栏半年没有更新，经费使用没有公布。",
    "服务意识不强，首问负责制没有落实；支部民主管理制度不健全，党员参与讨论少。",
    (
        Deed(
            "逐件办理投诉，每月投诉由17件降到3件以下",
            SECRETARY,
            ("17件投诉全部回访，办结12件。", "本月投诉7件，均在三天内答复。", "连续两个月投诉不超过3件。"),
            17,
            3,
        ),
        Deed(
            "党务公开栏每月更新，经费使用每季度公布",
            DISCIPLINE,
            ("公开栏恢复，公布上年经费使用情况。", "按月更新3期。", "党员群众对公开情况测评满意。"),
        ),
        Deed(
            "党员轮流到窗口值班，开展服务承诺上墙",
            YOUTH,
            ("排出值班表。", "承诺上墙，意见簿收到建议6条。", "值班满三个月，表扬信4封。"),
        ),
    ),
    (("窗口叫号设备一套", "资产管理部门", 4600), ("业务骨干一名到岗指导两个月", "服务中心", None)),
)
CLASSES = Trouble(
    (ProblemType.IDLE, ProblemType.INCOMPLETE),
    "高年级党员实习分散，半年没有过组织生活；入党积极分子培养记录缺失，同学反映看不到党员的作用。",
    "毕业班党员外出实习，支部没有及时调整党小组；书记由辅导员兼任，同时带5个班，精力不够。",
    (
        Deed(
            "按实习地点重新划分党小组，组织生活由半年0次增加到每月1次，共6次",
            ORGANISER,
            ("划分4个党小组，指定组长。", "网上和集中相结合，开展组织生活3次。", "组织生活开满6次，外地党员书面汇报。"),
            0,
            6,
        ),
        Deed(
            "补齐积极分子培养记录，每名积极分子确定2名培养联系人",
            YOUTH,
            ("清理档案，列出缺项38处。", "补齐31处，联系人全部确定。", "档案经学院党委检查合格。"),
        ),
        Deed(
            "党员亮身份：设学习、宿舍、就业3个先锋岗，每周公布工作情况",
            SECRETARY,
            ("先锋岗成员名单公布。", "就业岗为22名同学提供信息。", "三个先锋岗坚持12周，同学测评满意。"),
        ),
    ),
    (("青年教师一名任支部副书记", "学院党委", None), ("学生活动经费", "学生处", 2000)),
)

BY_CATEGORY = {
    Category.STAFF: (STANDSTILL, UNFIT),
    Category.STUDENT: (CLASSES, STANDSTILL),
    Category.RETIRED: (NO_PLACE, STANDSTILL),
    Category.OFFICE: (SERVICE, UNFIT),
}
