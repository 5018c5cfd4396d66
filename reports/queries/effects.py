"""What a change of the tree touches and writes, read while it is carried out and undone."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from branches.choices import ChangeKind
from branches.models import UNIT_PATH, Appointment, Change, Organisation, Secretary
from pledges.choices import EntryState, PlanState, TwinningState
from pledges.models import Benchmark, Plan, ShowcaseEntry, Twinning
from projects.models import Call, Notice, Project
from ratings.models import Round, Standing
from ratings.rules.eligibility import is_new


def concerned(organisations) -> QuerySet[Organisation]:
    """The base organisations whose figures can change: those named, and the cohort units of those named (R5, R14).

    A closing also decides about everybody who was merged into the closed one before (R12).
    """
    keys = {organisation.pk for organisation in organisations}
    chain = keys
    while chain:
        chain = set(Organisation.objects.filter(successor__in=chain).values_list("pk", flat=True)) - keys
        keys |= chain
    cohort = Standing.objects.filter(organisation__in=keys, unit__isnull=False).order_by().values("unit")
    paths = {organisation.unit_path for organisation in organisations if len(organisation.path) >= UNIT_PATH}
    return Organisation.objects.units().filter(
        Q(path__in=paths) | Q(pk__in=list(cohort.values_list("unit", flat=True)))
    )


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
    for row in _ended(marks, Plan, state=PlanState.ENDED).select_related("organisation"):
        facts = {"organisation": row.organisation.name, "kind": row.get_kind_display()}
        yield _("With it ends: %(kind)s of %(organisation)s.") % facts
    yield from _ended_together(marks)
    yield from _passed_on(marks)


def _ended_together(marks):
    """What it did together with others, or showed."""
    for row in _ended(marks, Twinning, state=TwinningState.ENDED).select_related("helped", "helper"):
        called = row.helper.name if row.helper else f"{row.helper_post}{row.helper_name}"
        facts = {"helped": row.helped.name, "helper": called}
        yield _("With it ends: the twinning in which %(helper)s helps %(helped)s.") % facts
    for row in _ended(marks, Benchmark).select_related("follower", "followed"):
        facts = {"follower": row.follower.name, "followed": row.followed.name}
        yield _("With it ends: the benchmark by which %(follower)s follows %(followed)s.") % facts
    for row in _ended(marks, ShowcaseEntry, state=EntryState.WITHDRAWN).select_related("organisation"):
        facts = {"organisation": row.organisation.name, "title": row.title}
        yield _("With it ends: the entry “%(title)s” of %(organisation)s for the showcase.") % facts


def _passed_on(marks):
    """What goes on elsewhere."""
    for row in _ended(marks, Project).select_related("organisation"):
        facts = {"title": row.title, "organisation": row.organisation.name}
        yield _("The project “%(title)s” passes to %(organisation)s.") % facts
    for row in _ended(marks, Call).select_related("host"):
        yield _("The call “%(title)s” passes to %(host)s.") % {"title": row.title, "host": row.host.name}
    for row in _ended(marks, Notice).select_related("host"):
        yield _("The public notice “%(title)s” passes to %(host)s.") % {"title": row.title, "host": row.host.name}


def _ended(marks, model, **state):
    """The rows of history that closings wrote about `model`."""
    return model.history.filter(pk__gt=marks[model], **state).order_by("pk")


def rounds_too_early(founded_on) -> list[Round]:
    """The rounds in which what is founded on that day is too young to be rated (R16), in order."""
    rounds = Round.objects.filter(reference_date__gte=founded_on).order_by("reference_date", "pk")
    return [round_ for round_ in rounds if is_new(founded_on, round_.reference_date)]
