"""What stands in the cells of a ledger, line by line; a dash where there is nothing to say."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.phrases import listed
from core.workbooks.official import NOTHING
from core.workbooks.values import plain_number
from pledges.choices import ExceptionState, HelpField, PlanOutcome, PlanState, ProblemType

LAST_UPDATES = 4  # of each plan: as many as a year has quarters


def measures_text(text) -> str:
    """The measures of a PlanText, numbered, with what is counted."""
    return "\n".join(f"{at}. {_measure(one)}" for at, one in enumerate(text.measures, 1))


def types_text(text) -> str:
    """The types of problems a PlanText names."""
    return "\n".join(str(ProblemType(one).label) for one in text.problem_types) or NOTHING


def resources_text(plan) -> str:
    """What is brought in for a plan: what, from whom, how much or who."""
    return "\n".join(_resource(one) for one in plan.resources.all()) or NOTHING


def updates_text(updates) -> str:
    """The last of `updates`, each with its day."""
    return "\n".join(f"{date_format(one.on)} {one.text}" for one in updates[-LAST_UPDATES:]) or NOTHING


def outcome_text(line) -> str:
    """What became of a pledge (R27), with the explanation the public got; where it stands while it goes on."""
    if line.state == PlanState.ENDED:
        parts = [_outcome(line.plan), line.plan.explanation]
        return "\n".join(filter(None, parts))
    return _("Overdue") if line.is_overdue else str(line.state.label)


def acceptance_text(line) -> str:
    """What the acceptance of a rectification came to (R27b)."""
    if line.accepted_on or line.settled_on:
        return _("Accepted")
    if line.state == PlanState.ENDED:
        return _outcome(line.plan)
    if line.state == PlanState.ACCEPTANCE:
        return str(line.state.label)
    return NOTHING


def fields_text(twinning) -> str:
    """In what two twins join (五项内容)."""
    return "\n".join(str(HelpField(one).label) for one in twinning.fields) or NOTHING


def solved_text(records) -> str:
    """The last problems that HelpRecords say were solved, each with its day."""
    solved = [one for one in records if one.solved]
    return "\n".join(f"{date_format(one.on)} {one.solved}" for one in solved[-LAST_UPDATES:]) or NOTHING


def exception_text(state) -> str:
    """Where the exception of a BenchmarkOnDay stood, with its reason."""
    if state.exception == ExceptionState.NONE:
        return NOTHING
    parts = [str(state.exception.label), state.benchmark.exception_reason]
    return "\n".join(parts)


def chair_text(meeting) -> str:
    """Who chaired a meeting: the first responsible person, or who stood in, with the reason."""
    if not meeting.substitute:
        return meeting.chair
    words = {"substitute": meeting.substitute, "chair": meeting.chair, "reason": meeting.substitute_reason}
    return _("%(substitute)s for %(chair)s: %(reason)s") % words


def peers_text(peers) -> str:
    """What other branches said: (name, PeerComment)s."""
    return "\n".join(_("%(who)s: %(text)s") % {"who": who, "text": one.text} for who, one in peers) or NOTHING


def actions_text(actions) -> str:
    """AgreedActions, numbered, with who does it by when."""
    return "\n".join(f"{at}. {_action(one)}" for at, one in enumerate(actions, 1)) or NOTHING


def yes_or_no(answer) -> str:
    """An answer in a cell; a dash for None."""
    return NOTHING if answer is None else _("Yes") if answer else _("No")


def _action(one):
    facts = listed(filter(None, [one.person, one.due_on and date_format(one.due_on)]))
    return _("%(what)s (%(facts)s)") % {"what": one.text, "facts": facts} if facts else one.text


def _outcome(plan):
    return str(PlanOutcome(plan.outcome).label) if plan.outcome else _("Ended with its organisation")


def _measure(one):
    if one.goal_value is None:
        return one.text
    counted = {"text": one.text, "start": plain_number(one.start), "goal": plain_number(one.goal_value)}
    return _("%(text)s (from %(start)s to %(goal)s)") % counted


def _resource(one):
    amount = "" if one.amount is None else _("%(amount)s yuan") % {"amount": plain_number(one.amount)}
    facts = listed(filter(None, [one.source, amount, one.person]))
    return _("%(what)s (%(facts)s)") % {"what": one.what, "facts": facts} if facts else one.what
