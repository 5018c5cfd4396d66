"""The inbox of every role, and its count in the top bar."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.lists import PAGE
from core.web.access import signed_in
from reports.todo.page import ahead, count_own, held_by, inbox, parts, remembered_count


@signed_in
@require_safe
def todo(request):
    """What waits for the person at all places held; what colleagues act on comes behind it."""
    places = held_by(request.scope)
    lines = inbox(places, request.scope)
    own = count_own(lines)
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "parts": parts(page),
        "own": own,
        "others": len(lines) - own,
        "several": len(places) > 1,
        "ahead": None if own else ahead(places, request.scope, timezone.localdate()),
    }
    return render(request, "reports/todo/todo.html", context)


@signed_in
@require_safe
def todo_count(request):
    """How much waits for the person, for the top bar of every page; nothing when nothing does."""
    return render(request, "reports/todo/count.html", {"count": remembered_count(request.user, request.scope)})
