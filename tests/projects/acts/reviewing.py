"""Experts, panels, decisions about applications, public notices: what makes each verb ready to be carried out."""

from datetime import date
from functools import partial

from projects.actions import notices
from projects.actions import reviews as actions
from projects.choices import Grade, NoticeStage, PanelStage, ProjectState
from tests.projects.made import TODAY, call, panel, project
from tests.projects.notices.test_publishing import LAST, approved, publish
from tests.projects.reviews.judged import POINTS, decided_panel, handed_in, judge, judged, seat_of
from tests.projects.reviews.test_deciding import DAYS, SUMS, noticed

DAY = TODAY
S = ProjectState
REVISED = {**SUMS, "message": "压缩预算"}


def _at(verb, state, **facts):
    """`verb` about a project of 0101 that stands at `state`."""
    return lambda world: partial(
        verb, project=project(world["0101"], call(world["00"]), state), **facts, by=world.people["department"]
    )


def _decided(verb, **facts):
    """`verb` about a project whose panel is closed."""

    def ready(world):
        made = judged(world)
        decided_panel(world, made, [30, 30, 40])
        return partial(verb, project=made, **facts, by=world.people["department"])

    return ready


def _start(world):
    made = project(world["0101"], call(world["00"]), S.NOTICE, **SUMS)
    noticed(made, world["00"])
    return partial(actions.start, project=made, number="DJCX-2012-01", **DAYS, by=world.people["department"])


def _describe(world):
    facts = {"user": world.people["expert"], "unit": world["02"], "field": "党史"}
    return partial(actions.describe, **facts, by=world.people["department"])


def _assign(world):
    called = call(world["00"])
    experts = [judge(world), judge(world, "expert-3")]
    chosen = {judged(world, code, call=called): experts for code in ("0101", "0201")}
    facts = {"stage": PanelStage.APPLICATION, "experts": chosen, "due_on": date(2012, 6, 30)}
    return partial(actions.assign, **facts, by=world.people["department"])


def _sheet(verb, **facts):
    """`verb` about the sheet of an expert, by that expert."""

    def ready(world):
        made, one = judged(world), judge(world)
        panel(made, one)
        return partial(verb, seat=seat_of(made, one), **facts, by=one.user)

    return ready


def _unseat(world):
    made, one = judged(world), judge(world)
    panel(made, one)
    return partial(actions.unseat, seat=seat_of(made, one), by=world.people["department"])


def _close(world):
    made, one = judged(world), judge(world)
    found = panel(made, one)
    handed_in(made, one)
    return partial(actions.close, panel=found, by=world.people["department"])


def _publish(world):
    facts = {"stage": NoticeStage.APPROVAL, "title": "2012年拟立项项目公示", "starts_on": TODAY, "ends_on": LAST}
    rows = [approved(world), approved(world, "0201")]
    return partial(notices.publish, host=world["00"], projects=rows, **facts, by=world.people["department"])


def _take_back(world):
    rows = [approved(world, code, state=S.CLOSING, grade=Grade.EXCELLENT) for code in ("0101", "0201")]
    publish(world["00"], *rows, stage=NoticeStage.ACCEPTANCE)
    return partial(notices.take_back, rows, by=world.people["department"], reason="结论有误")


def _objection(world):
    """What an objection to a project on a notice says."""
    entry = publish(world["00"], approved(world)).entries.get()
    return {"entry": entry, "on": TODAY, "source": "某教师", "text": "与往年项目重复"}


def _answer(world):
    objection = notices.note(**_objection(world), by=None)
    return partial(notices.answer, objection=objection, answer="内容不同", by=world.people["department"])


ACTS = {
    actions.check: _at(actions.check, S.SUPPORTED),
    actions.send_back: _at(actions.send_back, S.SUPPORTED, reason="缺少预算依据"),
    actions.approve: _decided(actions.approve, **SUMS),
    actions.revise: _decided(actions.revise, **REVISED),
    actions.reject: _decided(actions.reject, reason="可行性不足"),
    actions.confirm: _at(actions.confirm, S.CONFIRMING),
    actions.ask_again: _at(actions.ask_again, S.CONFIRMING, reason="仍未压缩"),
    actions.start: _start,
    actions.describe: _describe,
    actions.assign: _assign,
    actions.unseat: _unseat,
    actions.close: _close,
    actions.save: _sheet(actions.save, points=[28, None, None], remark="选题好"),
    actions.hand_in: _sheet(actions.hand_in, points=POINTS, remark="选题好"),
    actions.recuse: _sheet(actions.recuse, reason="合作者"),
    notices.publish: _publish,
    notices.take_back: _take_back,
    notices.note: lambda world: partial(notices.note, **_objection(world), by=world.people["department"]),
    notices.answer: _answer,
}
