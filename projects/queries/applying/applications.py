"""What an application is measured by: its gaps, who may lead it, who supports it, when it may be handed in."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.models import Appointment, Organisation, Secretary
from core.scope import within
from projects.choices import ProjectState
from projects.models import Project
from projects.queries.applying.calls import closed_sentence, quota_sentence, unfinished_of
from projects.rules.applications import ApplicationGap, Terms, missing
from projects.rules.applying import again_until, fits


def gaps(project: Project) -> list[ApplicationGap]:
    """What `project` lacks of being complete under its call: three queries at most."""
    call, kind = project.call, project.project_class
    if call is None:
        return []
    amounts = list(project.lines.values_list("amount", flat=True))
    terms = Terms(call.quota(kind) > 0, call.money(kind), call.ends_on)
    found = missing(project, project.steps.count(), amounts, terms)
    if sentence := has_left(project):
        found.insert(0, ApplicationGap("leader_user", sentence))
    return found


def leaders_of(organisation: Organisation, named: Iterable[int] = ()) -> QuerySet:
    """The users who hold a role at `organisation` or at its unit today; also those already `named` (primary keys)."""
    places = {organisation.path, organisation.unit_path}
    held = Appointment.objects.on(timezone.localdate()).filter(organisation__path__in=places)
    found = Q(is_active=True, pk__in=held.values("user")) | Q(pk__in=list(named))
    return get_user_model().objects.filter(found).order_by("name", "username")


def has_left(project: Project) -> str:
    """That the leader who was chosen holds no role there any more, in a sentence; "" where nobody left."""
    if not project.leader_user_id or leaders_of(project.organisation).filter(pk=project.leader_user_id).exists():
        return ""
    return _("%(name)s holds no role there any more: choose another leader.") % {"name": project.leader}


def supporters_of(organisation: Organisation) -> QuerySet[Organisation]:
    """The open branches of a base organisation, one of which may support its project."""
    return Organisation.objects.under(organisation).open_on(timezone.localdate())


def secretary_of(organisation: Organisation) -> str:
    """The name of the secretary in office of its unit; "" without one."""
    rows = Secretary.objects.in_office_on(timezone.localdate()).filter(organisation__path=organisation.unit_path)
    return rows.values_list("name", flat=True).first() or ""


def hindrance(project: Project) -> str:
    """Why `project` cannot be handed in now, in a sentence; "" when it can.

    A draft is handed in while its call is open. What came back is handed in again also afterwards: while the unit
    reviews, what the formal check sent back while the experts do (`rules.applying.again_until`). Neither is while
    another project of the level has not ended, of the same applicant or with the same leader, or where the unit's quota
    is used up.
    """
    if project.call is None:
        return _("It answers no call, and is not handed in.")
    if not project.organisation.is_open_on(timezone.localdate()):
        return _("%(name)s is closed.") % {"name": project.organisation.name}
    if not fits(project.call, project.organisation):  # of a branch that was dissolved, or merged into another unit
        return _("%(name)s is not among those that may apply.") % {"name": project.organisation.name}
    return (
        _too_late(project)
        or _other_unfinished(project)
        or quota_sentence(project.call, project.organisation)
        or next((gap.sentence for gap in gaps(project)), "")
    )


def _too_late(project):
    told = closed_sentence(project.call)
    if not told or project.state != ProjectState.RETURNED or not project.call.is_published:
        return _("%(told)s The draft stays.") % {"told": told} if told else ""
    last = again_until(project.call, is_past_unit=project.history.filter(state=ProjectState.SUPPORTED).exists())
    if timezone.localdate() <= last:
        return ""
    return _("What came back could be handed in again until %(day)s.") % {"day": date_format(last)}


def _other_unfinished(project):
    if other := unfinished_of(project.call, project.organisation, project):
        told = _("%(name)s has an unfinished project of this level: “%(title)s”.")
        return told % {"name": project.organisation.name, "title": other.title}
    if other := _led(project):
        told = _("%(name)s leads an unfinished project of this level already: “%(title)s”.")
        return told % {"name": project.leader, "title": other.title}
    return ""


def _led(project):
    """Another unfinished project of the level with the same leader: by the account, else by the name in the unit."""
    rows = Project.objects.unfinished().filter(level=project.level).exclude(pk=project.pk)
    if project.leader_user_id and (found := rows.filter(leader_user=project.leader_user_id).first()):
        return found
    same = rows.filter(within("organisation", project.organisation.unit_path), leader=project.leader)
    return same.first() if project.leader else None
