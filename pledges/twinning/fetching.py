"""A twinning within the scope of who asks, and the way down to it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pledges.models import HelpRecord, Twinning
from pledges.queries.twinnings.on_day import as_told, there_on


def twinning_of(request, number) -> Twinning:
    """The twinning of that number with its organisations. Raises: Http404 outside the scope."""
    return request.scope.get(request.scope.of(Twinning).with_people(), pk=number)


def twinning_on(request, number, on) -> Twinning:
    """The same as it was on day `on`. Raises: Http404 also when there was none yet."""
    rows = there_on(request.scope.of(Twinning).with_people(), on)
    [found] = as_told([request.scope.get(rows, pk=number)], on)
    return found


def record_of(request, number, record) -> HelpRecord:
    """A record of help of the twinning of that number. Raises: Http404 outside the scope."""
    twinning = twinning_of(request, number)
    found = request.scope.get(request.scope.of(HelpRecord).filter(twinning=twinning), pk=record)
    found.twinning = twinning
    return found


def crumbs(twinning, *further, day: str = "") -> list:
    """The way: all twinnings (`day`: what their address ends with, of another day), this one, `further` labels."""
    way = [(_("Twinnings"), reverse("pledges:twinnings") + day)]
    if not further:
        return [*way, (str(twinning), None)]
    return [*way, (str(twinning), twinning.get_absolute_url()), *((label, None) for label in further)]
