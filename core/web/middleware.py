"""What every request goes through: text that can be kept, the chosen language, sessions that end, the scope."""

import time
from itertools import chain

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import BadRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from core.scope import scope_of
from core.web.access import PUBLIC
from core.web.links import language_asked

NULL, UNREADABLE = "\x00", "\ufffd"
STARTED, SEEN = "started_at", "seen_at"
WRITE_EVERY_SECONDS = 60


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Chinese first: a page is in English only for somebody who chose so with the switch (its cookie), whatever the
    browser prefers. Public pages set no cookie: there the address tells (`links.language_asked`), before the cookie."""

    def process_request(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        self._speak(request, chosen if chosen in known else settings.LANGUAGE_CODE)

    def process_view(self, request, view, args, kwargs):
        """Known only here: whether the page is a public one."""
        asked = language_asked(request)
        if asked and getattr(view, "access", None) == PUBLIC:
            self._speak(request, asked)

    @staticmethod
    def _speak(request, language):
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()


class ReadableTextMiddleware:
    """Answers 400 to a request whose text cannot be what somebody typed: null characters and broken encodings.

    PostgreSQL refuses a null character in any value, in a search as well, and what is no UTF-8 has become `UNREADABLE`
    by the time a view sees it. In a form's field a null character is left to the field, which says so beside itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Raises: BadRequest. After the token is checked, which reads what was sent as well."""
        address = [request.path_info, *_texts(request.GET)]
        if any(NULL in text or UNREADABLE in text for text in address):
            raise BadRequest("null or unreadable characters in the address")
        if any(UNREADABLE in text for text in _texts(request.POST)):
            raise BadRequest("unreadable characters in a form")


def _texts(query):
    """Names and values of a QueryDict."""
    return chain(query, chain.from_iterable(values for _name, values in query.lists()))


class SessionLimitMiddleware:
    """Signs out an idle or old session (30 minutes, 12 hours); writes the session at most once a minute."""

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


class UnstoredMiddleware:
    """What somebody sees who is signed in is kept by no browser and no proxy, once the session is over neither."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "private, no-store"
        return response


class ScopeMiddleware:
    """Gives every request its `scope`, read from the database at the first question."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.scope = SimpleLazyObject(lambda: scope_of(request.user))
        return self.get_response(request)
