"""Calls and applications: what makes each verb ready to be carried out."""

from decimal import Decimal
from functools import partial

from projects.actions import applications as actions
from projects.actions import calls
from projects.choices import ProjectState
from projects.rules.applications import LineText, MemberText, StepText
from projects.rules.calls import FIELDS, CallText
from tests.projects.applications.test_submitting import complete
from tests.projects.made import TODAY, call, project
from tests.projects.money.entered import RECEIPT

DAY = TODAY
S = ProjectState
LINES = [LineText(use="书籍", amount=Decimal(2000), number=1)]


def _says(found, **facts):
    """What the call `found` says, with other `facts`."""
    return CallText(**{name: getattr(found, name) for name in FIELDS} | facts)


def _draft(world):
    """A call that is not published yet."""
    return call(world["00"], published_on=None)


def _of_call(verb, **facts):
    return lambda world: partial(verb, call=_draft(world), **facts, by=world.people["department"])


def _draft_call(world):
    said = _says(call(world["00"]), title="2013年党建创新立项")
    return partial(calls.draft, host=world["00"], text=said, by=world.people["department"])


def _write_call(world):
    found = call(world["00"])
    said = _says(found, title="2012年党建创新立项（第二批）")
    return partial(calls.write, call=found, text=said, by=world.people["department"])


def _discard_call(world):
    found = _draft(world)
    calls.add_file(call=found, file=RECEIPT, by=None)
    return partial(calls.discard, call=found, by=world.people["department"])


def _drop_file(world):
    file = calls.add_file(call=_draft(world), file=RECEIPT, by=None)
    return partial(calls.drop_file, file=file, by=world.people["department"])


def _applied(verb, state=S.DRAFT, by="branch-0101", **facts):
    """`verb` about an application of 0101 that stands at `state`."""
    return lambda world: partial(
        verb, project=complete(world["0101"], call(world["00"]), state), **facts, by=world.people[by]
    )


def _begin(world):
    facts = {"call": call(world["00"]), "organisation": world["0101"], "title": "“课题组学习日”"}
    return partial(actions.begin, **facts, by=world.people["branch-0101"])


def _drop_proof(world):
    made = project(world["0101"], call(world["00"]))
    proof = actions.add_proof(project=made, link="https://example.org/proof", by=None)
    return partial(actions.drop_proof, proof=proof, by=world.people["branch-0101"])


WRITTEN = actions.ApplicationText(
    {"title": "“教研室学习日”", "goals": "每月两次联合学习。"},
    LINES,
    [MemberText("张强"), MemberText("王芳")],
    [StepText("调研座谈")],
)
ACTS = {
    calls.draft: _draft_call,
    calls.write: _write_call,
    calls.publish: _of_call(calls.publish),
    calls.discard: _discard_call,
    calls.add_file: _of_call(calls.add_file, file=RECEIPT),
    calls.drop_file: _drop_file,
    actions.begin: _begin,
    actions.write: _applied(actions.write, text=WRITTEN),
    actions.change: _applied(
        actions.change, S.REVISING, text=actions.ApplicationText({"goals": "每月两次联合学习。"}, LINES)
    ),
    actions.discard: _applied(actions.discard),
    actions.add_proof: _applied(actions.add_proof, link="https://example.org/proof"),
    actions.drop_proof: _drop_proof,
    actions.submit: _applied(actions.submit),
    actions.support: _applied(actions.support, S.SUBMITTED, by="unit-01"),
    actions.return_: _applied(actions.return_, S.SUBMITTED, by="unit-01", reason="缺少预算依据"),
    actions.withdraw: _applied(actions.withdraw, S.SUBMITTED, reason="负责人调离"),
    actions.resubmit: _applied(actions.resubmit, S.REVISING),
}
