"""Sessions end after 30 idle minutes and after 12 hours whatever happens."""

import time

from django.conf import settings
from django.contrib.auth import logout

STARTED, SEEN = "started_at", "seen_at"
WRITE_EVERY_SECONDS = 60


class SessionLimitMiddleware:
    """Signs out an idle or old session; writes the session at most once a minute."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self._check(request, now=int(time.time()))
        return self.get_response(request)

    @staticmethod
    def _check(request, *, now):
        session = request.session
        started = session.setdefault(STARTED, now)
        seen = session.get(SEEN, now)
        if now - started > settings.SESSION_ABSOLUTE_SECONDS or now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
            return
        if SEEN not in session or now - seen >= WRITE_EVERY_SECONDS:
            session[SEEN] = now
