"""The public showcase, one entry and its pictures: read by anyone, without a cookie."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.attachments import storage
from core.web.access import public
from pledges.queries.public import showcase as public_showcase
from pledges.showcase.public_page import showcase_page
from pledges.wall.qr import qr_code

SECONDS = 60  # a picture is kept by browsers: short, as its entry may leave any moment


@public
@require_safe
def showcase(request):
    """What advanced branches show, of all units or of one."""
    shown = showcase_page(request, timezone.localdate())
    return render(request, "pledges/showcase/showcase.html", {"showcase": shown}, status=shown.status)


@public
@require_safe
def shown(request, number):
    """One entry, while it is public; else as one that never was."""
    today = timezone.localdate()
    found = public_showcase.show_of(number, today)
    if found is None:
        raise Http404
    address = request.build_absolute_uri(reverse("pledges:showcase_shown", args=[number]))
    context = {"show": found, "today": today, "address": address, "qr": qr_code(address)}
    return render(request, "pledges/showcase/shown.html", context)


@public
@require_safe
def picture(request, name):
    """A picture of a public entry, at an address that nobody can guess."""
    file = public_showcase.picture_of(name, timezone.localdate())
    if not file:
        raise Http404
    return storage.picture(file.open(), kept_for=SECONDS)
