"""The constant pages: the board's and the wall's own templates, behind the same door, with values that were computed
beforehand."""

from django.shortcuts import render
from django.test.utils import setup_test_environment, teardown_test_environment

from core.web.access import page, public
from reports.board.views import ROLES

TEMPLATE, WALL = "reports/board/targets.html", "pledges/wall/wall.html"
CONTEXT = {}


@page(*ROLES)
def constant(request):
    """What `keep` kept, rendered anew."""
    return render(request, TEMPLATE, CONTEXT)


@public
def constant_wall(request):
    """The same of the public wall."""
    return render(request, WALL, CONTEXT)


def keep(client, url, name):
    """Keep the values the view at `url` hands to its template, `name` among them."""
    setup_test_environment(debug=False)
    try:
        contexts = client.get(url).context
    finally:
        teardown_test_environment()
    CONTEXT.clear()
    CONTEXT.update(next(part for context in contexts for part in context.dicts if name in part))
