"""Who answers which call, and what stands in the way."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.choices import BASE_KINDS
from branches.models import Organisation
from core.choices import Role
from core.scope import Scope, within
from projects.choices import PASSED_ON, WRITTEN, CallStage, ProjectState
from projects.models import Call, Project
from projects.rules.applying import fits, stage_of


@dataclass(frozen=True)
class Bar:
    """Why an organisation cannot apply, in a `sentence`; `project`: the one in its way, if one is."""

    sentence: str
    project: Project | None = None


@dataclass(frozen=True)
class Opening:
    """What an organisation may do about a call: go on with its `draft`, or begin one unless a `bar` is in the way."""

    organisation: Organisation
    bar: Bar | None
    draft: Project | None


def applicants(scope: Scope) -> QuerySet[Organisation]:
    """The organisations that somebody of `scope` writes applications of."""
    rows = scope.of(Organisation)
    branches = [place.path for place in scope.at(Role.BRANCH)]
    units = [place.path for place in scope.at(Role.UNIT)]
    return rows.exclude(kind__in=BASE_KINDS).filter(path__in=branches) | rows.filter(
        kind__in=BASE_KINDS, path__in=units
    )


def openings(call: Call, organisations: Iterable[Organisation]) -> list[Opening]:
    """What each of `organisations` may do about `call`."""
    return [Opening(one, bar(call, one), draft_of(call, one)) for one in organisations]


def draft_of(call: Call, organisation: Organisation) -> Project | None:
    """The application of `organisation` to `call` that is being written."""
    return Project.objects.filter(call=call, organisation=organisation, state__in=WRITTEN).first()


def bar(call: Call, organisation: Organisation) -> Bar | None:
    """Why `organisation` cannot begin an application to `call` now; None when it can: two queries at most."""
    if not fits(call, organisation):
        return Bar(_("%(name)s is not among those that may apply.") % {"name": organisation.name})
    if not organisation.is_open_on(timezone.localdate()):
        return Bar(_("%(name)s is closed.") % {"name": organisation.name})
    if sentence := closed_sentence(call):
        return Bar(sentence)
    if unfinished := unfinished_of(call, organisation):
        told = _("%(name)s has an unfinished project of this level: “%(title)s”.")
        return Bar(told % {"name": organisation.name, "title": unfinished.title}, unfinished)
    sentence = quota_sentence(call, organisation)
    return Bar(sentence) if sentence else None


def closed_sentence(call: Call) -> str:
    """Why `call` takes no application now; "" when it does."""
    stage = stage_of(call, timezone.now())
    if stage == CallStage.CLOSED:
        moment = date_format(timezone.localtime(call.closes_at), "DATETIME_FORMAT")
        return _("The call closed on %(moment)s.") % {"moment": moment}
    if stage == CallStage.AHEAD:
        return _("The call opens on %(day)s.") % {"day": date_format(call.opens_on)}
    return "" if stage == CallStage.OPEN else _("The call is not published.")


def unfinished_of(call: Call, organisation: Organisation, but: Project | None = None) -> Project | None:
    """The unfinished project of the level of `call` that `organisation` has, besides `but`."""
    rows = Project.objects.unfinished().filter(organisation=organisation, level=call.level)
    return rows.exclude(pk=but.pk if but else None).first()


def passed_on(call: Call, organisation: Organisation) -> int:
    """How many projects of the unit of `organisation` were supported or went to the host at once for `call`."""
    return Project.objects.filter(
        within("organisation", organisation.unit_path), call=call, state__in=PASSED_ON
    ).count()


def quota_sentence(call: Call | None, organisation: Organisation) -> str:
    """Why the unit of `organisation` passes on no further project of `call`; "" while its quota is not used up."""
    if call is None or call.unit_quota is None or (used := passed_on(call, organisation)) < call.unit_quota:
        return ""
    told = _("The unit may pass on %(quota)d projects of this call, and has passed on %(used)d.")
    return told % {"quota": call.unit_quota, "used": used}


def tallies(call: Call, projects: QuerySet[Project]) -> list[tuple[ProjectState, int]]:
    """(state, how many) of those of `projects` that answer `call`, drafts left aside, in the order of the states."""
    rows = projects.filter(call=call).exclude(state=ProjectState.DRAFT).order_by()
    counts = dict(rows.values_list("state").annotate(count=Count("pk", distinct=True)))
    return [(state, counts[state]) for state in ProjectState if state in counts]


def is_fixed(call: Call) -> bool:
    """Whether its criteria stay as they are: an application was handed in."""
    return Project.objects.filter(~Q(state=ProjectState.DRAFT), call=call).exists()
