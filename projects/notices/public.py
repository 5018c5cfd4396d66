"""The notices that stand today: read by anyone, without a cookie."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.access import public
from projects.queries.notices.public import running_notice, running_notices


@public
@require_safe
def notices(request):
    """All notices of today."""
    shown = running_notices(timezone.localdate())
    return render(request, "projects/notices/notices.html", {"notices": shown})


@public
@require_safe
def notice(request, number):
    """One notice, on its days; afterwards nothing of it."""
    shown = running_notice(number, timezone.localdate())
    return render(request, "projects/notices/notice.html", {"notice": shown}, status=200 if shown else 404)
