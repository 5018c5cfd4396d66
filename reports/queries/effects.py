"""What a change of the tree touches and writes, read while it is carried out and undone."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from branches.choices import ChangeKind
from branches.models import Appointment, Change, Secretary
from pledges.choices import EntryState, PlanState, TwinningState
from pledges.models import Benchmark, Plan, ShowcaseEntry, Twinning
from projects.models import Call, Notice, Project
from ratings.models import Round
from ratings.rules.eligibility import is_new
from reports.queries.phrases import called

# What ends with an organisation, or passes on.
FOLLOWING = (Plan, Twinning, Benchmark, ShowcaseEntry, Project, Call, Notice)


def marks() -> dict[type, int]:
    """Where the tables end before the change."""
    return {model: _last(model) for model in (Change, Appointment, Secretary, *FOLLOWING)}


def _last(model):
    rows = Change.objects if model is Change else model.history
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0


def effects(marks, named) -> Iterator[str]:
    """What was written besides the change itself, in sentences."""
    changes = Change.objects.filter(pk__gt=marks[Change], kind=ChangeKind.MOVED).exclude(organisation__in=named)
    for change in changes.select_related("organisation").order_by("pk"):
        yield _("%(branch)s moves along.") % {"branch": change.organisation}
    ended = Appointment.history.filter(pk__gt=marks[Appointment]).select_related("user", "organisation").order_by("pk")
    for row in ended:
        values = {"user": row.user, "role": row.get_role_display(), "organisation": row.organisation}
        yield _("The appointment of %(user)s ends: %(role)s, %(organisation)s.") % values
    for row in Secretary.history.filter(pk__gt=marks[Secretary]).select_related("organisation").order_by("pk"):
        yield _("%(name)s leaves the office of secretary of %(organisation)s.") % {
            "name": row.name,
            "organisation": row.organisation,
        }
    for model, state in ENDING:
        for _row, what in called(_ended(marks, model, **state)):
            yield _("With it ends: %(what)s.") % {"what": what}
    for model, place in PASSING:
        for row, what in called(_ended(marks, model)):
            yield _("Passes to %(organisation)s: %(what)s.") % {"what": what, "organisation": getattr(row, place).name}


def given_back(parts, given) -> Iterator[str]:
    """What taking a change back gives back besides, and what stays as it is, in sentences.

    `parts`: the Changes that happened along with it; `given`: a GivenBack.
    """
    for part in parts:
        if part.kind == ChangeKind.MOVED:
            yield _("%(branch)s moves back.") % {"branch": part.organisation}
    for _row, what in called(given.rows):
        yield _("Is again as before: %(what)s.") % {"what": what}
    reasons = dict(given.kept)
    for row, what in called(reasons):
        yield _("Stays as it is: %(what)s (%(why)s).") % {"what": what, "why": reasons[row]}


ENDING = (
    (Plan, {"state": PlanState.ENDED}),
    (Twinning, {"state": TwinningState.ENDED}),
    (Benchmark, {}),
    (ShowcaseEntry, {"state": EntryState.WITHDRAWN}),
)
PASSING = ((Project, "organisation"), (Call, "host"), (Notice, "host"))


def _ended(marks, model, **state):
    """The rows of history that closings wrote about `model`."""
    return model.history.filter(pk__gt=marks[model], **state).order_by("pk")


def rounds_too_early(founded_on) -> list[Round]:
    """The rounds in which what is founded on that day is too young to be rated (R16), in order."""
    rounds = Round.objects.filter(reference_date__gte=founded_on).order_by("reference_date", "pk")
    return [round_ for round_ in rounds if is_new(founded_on, round_.reference_date)]
