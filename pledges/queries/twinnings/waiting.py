"""What waits at a place about twinnings, as rows: a to-do names them, and the list it leads to shows just these (N12).

Each is asked of a place, for the role that acts there, as a scope sees it: the secretary at a branch or a base
organisation, which acts for its branches too, the department at the university.
"""

from collections.abc import Callable

from django.db.models import Q, QuerySet
from django.utils import timezone

from branches.choices import BASE_KINDS
from branches.models import Organisation
from core.choices import Role
from core.scope import Scope, within
from pledges.choices import RecordState, TwinningState, TwinningWaits
from pledges.models import HelpRecord, Twinning
from pledges.parts import not_agreed_by, not_written_by, noted_by_own_unit, written_by
from pledges.queries.twinnings.on_day import silent
from pledges.queries.twinnings.suggesting import lagging

NOTHING = Q(pk__in=())


def to_agree(place: Organisation, scope: Scope) -> QuerySet[Twinning]:
    """Proposals to which a side at `place` has not agreed, which nobody does for both."""
    rows = scope.of(Twinning).filter(not_agreed_by(scope.user), state=TwinningState.PROPOSED)
    helped, helper = Q(helped_agreed_at=None), Q(helper_agreed_at=None)
    if place.is_university:
        return rows.filter(helper, helper=None, proposed_as=Role.DEPARTMENT)
    return rows.filter(helped & within("helped", place.path) | helper & _helps(place))


def to_confirm(place: Organisation, scope: Scope) -> QuerySet[HelpRecord]:
    """Records of help that somebody else wrote and the helped side at `place` confirms; what the unit of both wrote is
    the branch's to confirm, of a 直属党支部 the department's."""
    rows = scope.of(HelpRecord).filter(not_written_by(scope.user), state=RecordState.REPORTED)
    rows, own_unit = rows.filter(twinning__state_before=""), noted_by_own_unit()
    if place.is_university:
        return rows.filter(own_unit, twinning__helped__kind__in=BASE_KINDS)
    rows = rows.filter(within("twinning__helped", place.path))
    return rows.exclude(own_unit) if place.is_unit else rows


def to_correct(place: Organisation, scope: Scope) -> QuerySet[HelpRecord]:
    """Records that came back to who wrote them, of what has ended meanwhile too."""
    rows = scope.of(HelpRecord).filter(written_by(scope.user), state=RecordState.RETURNED)
    return rows.filter(_helps(place, "twinning__"), twinning__state_before="")


def to_record(place: Organisation, scope: Scope) -> QuerySet[Twinning]:
    """Twinnings in force of which the helping side at `place` has recorded nothing for too long."""
    return silent(scope.of(Twinning).filter(_helps(place), state=TwinningState.AGREED), timezone.localdate())


def to_judge(place: Organisation, scope: Scope) -> QuerySet[Twinning]:
    """Twinnings past their end without a result: the unit says it, of a 直属党支部 the department."""
    rows = scope.of(Twinning).filter(state=TwinningState.AGREED, ends_on__lte=timezone.localdate())
    return _judged_at(place, rows)


def to_replace(place: Organisation, scope: Scope) -> QuerySet[Twinning]:
    """Twinnings in force whose helping branch fell to the lowest tier meanwhile: who judges them ends them and finds
    another helper (R35)."""
    rows = scope.of(Twinning).filter(state=TwinningState.AGREED).in_force_on(timezone.localdate())
    return _judged_at(place, rows.filter(helper__in=lagging(timezone.localdate())))


WAITS: dict[str, Callable[[Organisation, Scope], Q]] = {
    TwinningWaits.AGREE: lambda place, scope: _among(to_agree(place, scope), "pk"),
    TwinningWaits.CONFIRM: lambda place, scope: _among(to_confirm(place, scope), "twinning"),
    TwinningWaits.RETURNED: lambda place, scope: _among(to_correct(place, scope), "twinning"),
    TwinningWaits.SILENT: lambda place, scope: _among(to_record(place, scope), "pk"),
    TwinningWaits.RESULT: lambda place, scope: _among(to_judge(place, scope), "pk"),
    TwinningWaits.HELPER: lambda place, scope: _among(to_replace(place, scope), "pk"),
}


def _among(rows, field):
    return Q(pk__in=rows.order_by().values(field))


def _judged_at(place, rows):
    """Those of `rows` that the unit at `place` judges, of a 直属党支部 the department."""
    if place.is_university:
        return rows.filter(helped__kind__in=BASE_KINDS)
    if place.is_unit:
        return rows.filter(within("helped", place.path)).exclude(helped__kind__in=BASE_KINDS)
    return rows.none()


def _helps(place, lookup=""):
    """Whether the helping side is at `place`: a branch there, or somebody whose help the unit there sees to."""
    if place.is_university:
        return NOTHING
    found = within(f"{lookup}helper", place.path)
    named = Q(**{f"{lookup}helper": None}) & within(f"{lookup}helped", place.path)
    return found | named if place.is_unit else found
