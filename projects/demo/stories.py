"""What becomes of each project of the fictional university, call by call."""

from datetime import datetime, time
from decimal import Decimal

from django.utils import timezone

from branches.choices import Category
from projects.choices import (
    Applicants,
    Grade,
    Level,
    NoticeStage,
    PanelStage,
    ProjectClass,
    ProjectState,
    ReportKind,
    RequestKind,
    ResultRule,
)
from projects.demo.told import ToldProject
from projects.demo.words import STUDENT, TOPICS
from projects.models import Call, ChangeRequest, Notice, NoticeEntry

S = ProjectState
CRITERIA = [["选题意义", 30], ["创新性", 30], ["可行性", 40]]
ACCEPTANCE = [["实效性", 50], ["创新性", 25], ["可操作性", 25]]
HIGH, FAIR, LOW = (28, 27, 37), (25, 24, 33), (20, 18, 26)
EXCELLENT, PASSED = (47, 23, 24), (42, 20, 21)


def tell(scene) -> None:
    """All of them."""
    topics = iter(TOPICS * 2)
    finished(scene, topics)
    at_work(scene, topics)
    under_review(scene, topics)
    still_open(scene, topics)
    of_a_unit(scene, topics)


def call(scene, title, host, *, opens, closes, starts, midterm, final, ends, by, **facts):
    """A call in days ago (below zero: ahead), published on the day it opens."""
    ago = scene.ago
    closes_at = timezone.make_aware(datetime.combine(ago(closes), time(18)))
    row = Call(
        level=Level.UNIVERSITY if host.is_university else Level.UNIT,
        host=host,
        title=title,
        text="围绕基层党建重点难点，突出可操作、可推广，一个支部限报一项。",
        applicants=Applicants.BOTH,
        unit_quota=3,
        key_quota=2,
        key_money=Decimal(5000),
        general_quota=10,
        general_money=Decimal(2000),
        opens_on=ago(opens),
        closes_at=closes_at,
        support_by=ago(closes - 5) if host.is_university else None,
        judge_by=ago(closes - 20),
        starts_on=ago(starts),
        midterm_on=ago(midterm),
        final_on=ago(final),
        ends_on=ago(ends),
        result_rule=ResultRule.MEAN,
        criteria=CRITERIA,
        acceptance_criteria=ACCEPTANCE,
        published_on=ago(opens),
        created_by=by,
        **facts,
    )
    scene.chronicle.begin(row, scene.chronicle.moment(ago(opens)), by=by)
    return row


def notice(scene, told, stage, *, first, last, title):
    """A notice of what was decided about the projects `told`, in days ago."""
    host, by = told[0].call.host, told[0].decider
    day = scene.ago(first)
    row = Notice(host=host, stage=stage, title=title, starts_on=day, ends_on=scene.ago(last), by=by)
    scene.chronicle.begin(row, scene.chronicle.moment(day), by=by)
    for one in told:
        facts = {"title": one.row.title, "unit": scene.unit_of(one.organisation).name, "leader": one.row.leader}
        entry = NoticeEntry(notice=row, project=one.row, grade=one.row.grade, **facts)
        scene.chronicle.begin(entry, scene.chronicle.moment(day), by=by)


def project(scene, called, topics, on, category=None, **facts):
    """The next topic, told of the next branch of its category."""
    topic = next(one for one in topics if category in (None, one.category))
    return ToldProject(scene, called, scene.branch(topic.category), topic, scene.ago(on), **facts)


def judged(told, scene, submitted, *sheets):
    """Handed in, supported, admitted, judged by a panel that is closed."""
    day = scene.ago
    told.submit(day(submitted))
    told.support(day(submitted - 3))
    told.check(day(submitted - 6))
    told.panel(day(submitted - 7), day(submitted - 14), sheets, closed_on=day(submitted - 15))
    return told


def begun(told, scene, day, number):
    """Begun, with tasks and the first half of the money."""
    told.start(scene.ago(day), number)
    told.plan(scene.ago(day - 3))
    told.advance(scene.ago(day - 5), 50)
    return told


def finished(scene, topics):
    """Last year's call: two excellent, two passed, one revoked, one stopped, one not approved, one withdrawn."""
    day, year = scene.ago, scene.ago(430).year
    days = {"opens": 520, "closes": 495, "starts": 430, "midterm": 260, "final": 120, "ends": 85}
    by = scene.users["department"]
    called = call(scene, f"{year}年党建创新立项", scene.university, by=by, **days)
    told = [
        project(scene, called, topics, 510, project_class=ProjectClass.KEY if number == 0 else ProjectClass.GENERAL)
        for number in range(8)
    ]
    for one in told[:7]:
        judged(one, scene, 500, HIGH, FAIR, HIGH)
    told[6].reject(day(480), "选题与本年度重点不符，建议完善后再报。")
    told[7].submit(day(498))
    told[7].withdraw(day(496), "负责人调离，暂不具备实施条件。")
    for one in told[:6]:
        one.approve(day(480))
    notice(scene, told[:6], NoticeStage.APPROVAL, first=478, last=471, title=f"{year}年党建创新拟立项项目公示")
    for number, one in enumerate(told[:6], 1):
        begun(one, scene, 428, f"DJCX-{year}-{number:02}")
        one.work(1, day(330), confirmed_on=day(325))
        one.report(ReportKind.MIDTERM, day(265))
        one.pass_midterm(day(255))
    told[5].end(day(200), S.STOPPED, "主要成员毕业离校，无法继续实施。")
    for number, one in enumerate(told[:5]):
        _complete(scene, one, 200 - number)
    for one, sheets in zip(told[:4], (EXCELLENT, EXCELLENT, PASSED, PASSED), strict=True):
        one.panel(day(112), day(104), (sheets, sheets, PASSED), stage=PanelStage.ACCEPTANCE, closed_on=day(103))
        grade = Grade.EXCELLENT if sheets is EXCELLENT else Grade.PASSED
        one.grade(day(100), grade, "校级党建创新优秀成果" if sheets is EXCELLENT else "")
    told[4].panel(day(112), day(104), (LOW, LOW, LOW), stage=PanelStage.ACCEPTANCE, closed_on=day(103))
    told[4].end(day(100), S.REVOKED, "未完成申报书目标，整改后仍未达到要求。", grade=Grade.FAILED)
    notice(scene, told[:4], NoticeStage.ACCEPTANCE, first=98, last=91, title=f"{year}年党建创新项目验收结果公示")
    for one in told[:4]:
        one.close(day(88))


def _complete(scene, told, first):
    """The tasks are done, the money is spent, the final report is in."""
    day = scene.ago
    for number in (2, 3):
        told.work(number, day(first - 10 * number), confirmed_on=day(first - 10 * number - 4))
    told.advance(day(first), 50)
    for number, line in enumerate(told.lines, 1):
        told.spend(day(first - 12 * number), number, line.amount, f"{line.use}费用")
    told.hand_in(day(first - 75), checked_on=day(first - 80))


def at_work(scene, topics):
    """This year's call: on time, late, a change asked for, in correction, accepting, before its notice."""
    day, year = scene.ago, scene.ago(170).year
    days = {"opens": 230, "closes": 210, "starts": 170, "midterm": 12, "final": -130, "ends": -190}
    by = scene.users["department"]
    called = call(scene, f"{year}年党建创新立项", scene.university, by=by, **days)
    told = [project(scene, called, topics, 225) for _number in range(7)]
    for one in told:
        judged(one, scene, 215, HIGH, FAIR, LOW)
        one.approve(day(195))
    notice(scene, told, NoticeStage.APPROVAL, first=192, last=185, title=f"{year}年党建创新拟立项项目公示")
    for number, one in enumerate(told, 1):
        begun(one, scene, 168, f"DJCX-{year}-{number:02}")
    on_time, late, changing, correcting, accepting, amending, closing = told
    for one in told:
        one.spend(day(120), 1, "260.50", "购置学习资料", has_receipt=one is not late)
    for one in (on_time, changing, correcting):
        one.work(1, day(70), confirmed_on=day(66))
        one.report(ReportKind.MIDTERM, day(14))
    on_time.pass_midterm(day(9))
    on_time.work(2, day(3))
    late.work(1, day(40))
    changing.pass_midterm(day(8))
    _ask_longer(scene, changing)
    correcting.correct(day(7), day(-25), "典型案例完成不足，请在期限内补充并重新报告。")
    for one in (accepting, amending, closing):
        one.work(1, day(90), confirmed_on=day(86))
        one.report(ReportKind.MIDTERM, day(60))
        one.pass_midterm(day(55))
        one.hand_in(day(30), checked_on=day(27))
        one.panel(day(25), day(17), (PASSED, PASSED, EXCELLENT), stage=PanelStage.ACCEPTANCE, closed_on=day(16))
    amending.amend(day(14), day(-40), "成果材料不完整，请补充典型案例。")
    closing.grade(day(14), Grade.EXCELLENT, "典型示范型")
    notice(scene, [closing], NoticeStage.ACCEPTANCE, first=3, last=-4, title=f"{year}年党建创新项目提前验收结果公示")


def _ask_longer(scene, told):
    """A later end is asked for."""
    before, after = {"ends_on": told.call.ends_on.isoformat()}, {"ends_on": scene.ago(-250).isoformat()}
    facts = {"before": before, "after": after, "reason": "试点班级课程调整，需延长一个学期总结。"}
    row = ChangeRequest(project=told.row, kind=RequestKind.PERIOD, asked_by=told.writer, asked_on=scene.ago(4), **facts)
    told.begin(row, scene.ago(4), told.writer)


def under_review(scene, topics):
    """A call of this term: judged now, to be changed, on notice, not approved, sent back to be checked."""
    day, year = scene.ago, scene.today.year
    days = {"opens": 45, "closes": 22, "starts": -15, "midterm": -170, "final": -310, "ends": -370}
    by = scene.users["department"]
    called = call(scene, f"{year}年党建创新专项", scene.university, by=by, **days)
    judging, waiting, revising, noticed, rejected = (
        project(scene, called, topics, 40, project_class=one) for one in (ProjectClass.KEY, *[ProjectClass.GENERAL] * 4)
    )
    for one in (judging, waiting):
        one.submit(day(25))
        one.support(day(20))
        one.check(day(17))
    judging.panel(day(16), day(-6), (HIGH, None, None))
    for one, sheets in ((revising, (FAIR, FAIR, HIGH)), (noticed, (HIGH, HIGH, FAIR)), (rejected, (LOW, LOW, FAIR))):
        judged(one, scene, 25, *sheets)
    revising.revise(day(6), "同意立项，经费核减200元，请相应调整预算。")
    noticed.approve(day(6))
    notice(scene, [noticed], NoticeStage.APPROVAL, first=4, last=-3, title=f"{year}年党建创新专项拟立项项目公示")
    rejected.reject(day(6), "创新性不足，与已有工作重复。")


def still_open(scene, topics):
    """The call that is open: a draft, one handed in, one sent back, one supported."""
    days = {"opens": 12, "closes": -14, "starts": -60, "midterm": -220, "final": -360, "ends": -420}
    by, year = scene.users["department"], scene.ago(-60).year
    called = call(scene, f"{year}年党建创新立项", scene.university, by=by, **days)
    _draft, handed_in, returned, supported = (project(scene, called, topics, 9) for _number in range(4))
    for one in (handed_in, returned, supported):
        one.submit(scene.ago(5))
    returned.return_(scene.ago(2), "请补充实施步骤的责任人，并细化经费测算依据。")
    supported.support(scene.ago(3))


def of_a_unit(scene, topics):
    """A unit's own call: one in time, one whose acceptance is late."""
    branch = scene.branch(Category.STUDENT)
    unit = scene.unit_of(branch)
    days = {"opens": 300, "closes": 285, "starts": 270, "midterm": 130, "final": 20, "ends": 5}
    called = call(scene, f"{unit.name}院级党建立项", unit, by=scene.user(unit), **days)
    rows = [one for one in scene.of_unit(unit) if scene.led(one)][:2]
    for number, one in enumerate(rows, 1):
        topic = next(topic for topic in topics if topic.category in (one.category, STUDENT))
        told = ToldProject(scene, called, one, topic, scene.ago(295))
        told.submit(scene.ago(290))
        told.check(scene.ago(284))
        told.approve(scene.ago(280))
        notice(scene, [told], NoticeStage.APPROVAL, first=279, last=273, title=f"{unit.name}院级拟立项项目公示")
        begun(told, scene, 268, f"{unit.code}-{number:02}")
        told.work(1, scene.ago(200), confirmed_on=scene.ago(196))
        told.report(ReportKind.MIDTERM, scene.ago(134))
        told.pass_midterm(scene.ago(128))
        if number == 1:
            told.hand_in(scene.ago(22))
