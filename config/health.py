"""Whether the service can do its work: for a load balancer, without a session."""

import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.views.decorators.http import require_safe

ROOM = 200_000_000  # bytes that must be free: ten of the largest workbooks, and what a database needs to end its work


@require_safe
def healthz(request):
    """200 `ok`, or 503 when the database does not answer or the disk with the data is full."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _unfit("database away")
    if shutil.disk_usage(settings.DATA_DIR).free < ROOM:
        return _unfit("disk full")
    return HttpResponse("ok", content_type="text/plain")


def _unfit(why):
    return HttpResponse(why, status=503, content_type="text/plain")
