"""The public wall, a pledge and its former versions, and the method: read by anyone, without a cookie."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.access import public
from core.web.links import language_query, page_query
from pledges.queries.public.pledge import former_version, pledge_of
from pledges.wall.page import wall_page
from pledges.wall.qr import qr_code


@public
@require_safe
def wall(request):
    """The pledges that are running, overdue or ended, of all units or of one."""
    shown = wall_page(request, timezone.localdate())
    context = {"wall": shown}
    if shown.unit:
        address = reverse("pledges:wall") + page_query(unit=shown.unit.code)
        context |= _address(request, address)
    return render(request, "pledges/wall/wall.html", context, status=shown.status)


@public
@require_safe
def pledge(request, number):
    """A pledge as it stands today, at an address that lasts."""
    today = timezone.localdate()
    shown = pledge_of(number, today)
    if shown is None:
        raise Http404
    context = {"pledge": shown, "today": today, **_address(request, reverse("pledges:pledge", args=[number]))}
    return render(request, "pledges/wall/pledge.html", context)


@public
@require_safe
def version(request, number, version):
    """A former version; the one in force is the pledge's page itself."""
    today = timezone.localdate()
    shown, former = pledge_of(number, today), former_version(number, version, today)
    if former is None:
        raise Http404
    if former.number == shown.versions[0].number:
        return redirect(reverse("pledges:pledge", args=[number]) + language_query(request))
    return render(request, "pledges/wall/version.html", {"pledge": shown, "former": former, "today": today})


@public
@require_safe
def method(request):
    """What a pledge is, who checks it, where the figures come from."""
    return render(request, "pledges/wall/method.html")


def _address(request, path):
    """The whole address of what is on show, in letters and as a drawing."""
    address = request.build_absolute_uri(path)
    return {"address": address, "qr": qr_code(address)}
