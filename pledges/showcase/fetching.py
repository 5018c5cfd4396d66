"""An entry within the scope of who asks, and the way down to it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.choices import BRANCH_KINDS
from branches.models import Organisation
from core.choices import Role
from core.scope import Scope
from pledges.lifecycles.showcase import writer
from pledges.models import ShowcaseEntry
from pledges.queries.showcase import entries_on, tell_places


def entry_of(request, number) -> ShowcaseEntry:
    """The entry of that number with its branch and `tier` today. Raises: Http404 outside the scope."""
    rows = request.scope.of(ShowcaseEntry).with_tier(timezone.localdate())
    return request.scope.get(rows.select_related("organisation"), pk=number)


def entry_on(request, number, on) -> ShowcaseEntry:
    """The same as it was on day `on`: then a row of history. Raises: Http404 also when there was none yet."""
    found = entries_on(request.scope.of(ShowcaseEntry), on).select_related("organisation").filter(id=number).first()
    if found is None:
        raise Http404
    tell_places([found], on)
    return found


def own_entry(request, number) -> ShowcaseEntry:
    """The same for who writes it. Raises: Http404; PermissionDenied for others."""
    entry = entry_of(request, number)
    if not writes(request.scope, entry):
        raise PermissionDenied
    return entry


def writes(scope: Scope, entry: ShowcaseEntry) -> bool:
    """Whether the person writes the entries of the branch of `entry`."""
    return writer(entry.organisation) in scope.roles_at(entry.organisation)


def own_branches(scope: Scope):
    """The branches whose entries the person writes."""
    held = [place.path for place in scope.at(Role.BRANCH, Role.UNIT)]
    return scope.of(Organisation).filter(path__in=held, kind__in=BRANCH_KINDS)


def crumbs(entry, *further, day="") -> list:
    """The way: all entries, the entry, `further` labels; `day`: what links end with on another day."""
    way = [(_("Showcase"), reverse("pledges:showcase_entries") + day)]
    if not further:
        return [*way, (entry.title, None)]
    return [*way, (entry.title, entry.get_absolute_url()), *((label, None) for label in further)]
