"""Names of a university that does not exist: disciplines, offices and invented persons."""

UNIVERSITY = "示范大学"

COLLEGES = (
    "文学院", "历史文化学院", "哲学学院", "法学院", "经济学院", "商学院", "教育学院", "心理学院", "新闻与传播学院",
    "外国语学院", "马克思主义学院", "公共管理学院", "数学与统计学院", "物理学院", "化学学院", "生命科学学院",
    "环境学院", "地理学院", "计算机学院", "软件学院", "电子工程学院", "机械工程学院", "土木工程学院", "材料学院",
    "农学院", "医学院", "药学院",
)  # fmt: skip
SMALL_COLLEGES = (
    "美术学院", "音乐学院", "体育学院", "设计学院", "国际教育学院", "继续教育学院", "护理学院", "口腔医学院",
    "网络教育学院", "应用技术学院",
)  # fmt: skip
DIRECT = ("图书馆", "档案馆", "出版社", "校医院", "附属中学")

OFFICES = (
    "党政办公室", "教务处", "科研处", "人事处", "财务处", "学生处", "保卫处", "研究生处", "资产管理处", "国际交流处",
    "招生就业处", "审计处",
)  # fmt: skip
SERVICES = ("饮食服务中心", "校园管理中心", "公寓管理中心", "水电管理中心", "接待服务中心", "运输服务中心")
NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四")

SURNAMES = tuple("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕")
GIVEN = (
    "建华", "志远", "文博", "雅琴", "晓东", "淑芬", "国栋", "海燕", "立新", "思源", "明辉", "春梅", "永康", "丽萍",
    "宏伟", "静怡", "学军", "玉兰", "家豪", "慧敏", "振宇", "雪莹", "大为", "婉清", "少杰", "秀珍", "子涵", "一鸣",
)  # fmt: skip

STAFF_TITLES = ("教授", "副教授", "副教授", "讲师")
STUDENT_TITLES = ("讲师", "助教", "硕士研究生", "博士研究生")
OFFICE_TITLES = ("副研究员", "助理研究员", "高级工程师", "工程师")
STAFF_POSTS = ("系主任", "教研室主任", "副院长", "实验室主任")


class Persons:
    """Invented names, none twice: `rng` (random.Random) shuffles them once."""

    def __init__(self, rng):
        self._names = [surname + given for surname in SURNAMES for given in GIVEN]
        rng.shuffle(self._names)

    def draw(self):
        return self._names.pop()
