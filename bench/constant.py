"""The constant page: the board's own template behind the same login, with values that were computed beforehand."""

from django.shortcuts import render
from django.test.utils import setup_test_environment, teardown_test_environment

from core.web.access import page
from reports.board.views import ROLES

TEMPLATE = "reports/board/targets.html"
CONTEXT = {}


@page(*ROLES)
def constant(request):
    """What `keep` kept, rendered anew."""
    return render(request, TEMPLATE, CONTEXT)


def keep(client, url):
    """Keep the values the view at `url` hands to its template."""
    setup_test_environment(debug=False)
    try:
        contexts = client.get(url).context
    finally:
        teardown_test_environment()
    CONTEXT.clear()
    CONTEXT.update(next(part for context in contexts for part in context.dicts if "deadlines" in part))
