"""What somebody sent when the session had ended comes back after sign-in, in one way for every form of the site."""

import time

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.web.middleware import NULL

KEPT = "kept_text"  # in the session; in a form: what is kept is not wanted any more
LAST_PERSON = "last_person"
MOST_CHARACTERS = 200_000  # the grid of 341 branches sends a tenth of it
TOKEN = "csrfmiddlewaretoken"


class KeptTextMiddleware:
    """Keeps a form that is sent to an address behind the sign-in by somebody who is signed in no more.

    It waits half an hour on the server, in the session in which this browser signs in next, for whom the browser was
    last signed in as: a signed cookie says who, until the browser is closed. Anyone else who signs in ends it unseen,
    and strangers keep nothing. The address then answers with a page in between that shows what was written and sends
    all of it as it was, so that the view checks it as ever, the version of a `VersionedForm` too: signing in binds
    nobody to anything. Files are chosen again; nothing is kept of a form with a password, nor without a valid token,
    which is checked before. What htmx sends is part of a page, which tells of its loss itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and _last_person(request) != str(request.user.pk):
            _note_person(request, response)
        return response

    def process_view(self, request, view, args, kwargs):
        if request.htmx:
            return None
        if request.user.is_authenticated:
            return _give_back(request)
        if request.method == "POST" and getattr(view, "login_required", True):
            _keep(request)
        return None


def _last_person(request):
    return request.get_signed_cookie(LAST_PERSON, default="")


def _note_person(request, response):
    """Without an end: the cookie goes with the browser's session, while a session of ours ends sooner."""
    response.set_signed_cookie(
        LAST_PERSON, str(request.user.pk), secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def _keep(request):
    person, fields = _last_person(request), _fields(request.POST)
    if not person or not fields:
        return
    request.session[KEPT] = {
        "person": person,
        "at": int(time.time()),
        "address": request.get_full_path(),
        "fields": fields,
        "files": [(name, [file.name for file in files]) for name, files in request.FILES.lists()],
    }
    messages.info(request, _("You were signed out in between. What you entered is kept: sign in and it comes back."))


def _fields(post):
    """[(name, values)] of what may be kept of a form; nothing of one that holds a password, or is too large."""
    fields = [(name, values) for name, values in post.lists() if name != TOKEN]
    text = "".join(name + "".join(values) for name, values in fields)
    is_secret = any("password" in name.lower() for name, _values in fields)
    return [] if is_secret or NULL in text or len(text) > MOST_CHARACTERS else fields


def _give_back(request):
    """The page in between where something is kept for this person at this address; None elsewhere."""
    kept = request.session.get(KEPT)
    if kept is None:
        return None
    if kept["person"] != str(request.user.pk) or time.time() - kept["at"] > settings.SESSION_IDLE_SECONDS:
        del request.session[KEPT]
        return None
    if request.get_full_path() != kept["address"]:
        return None
    if request.method == "POST":
        return _let_go(request)
    return render(request, "registration/kept_text.html", {"kept": kept, "texts": _texts(kept["fields"])})


def without_token(request, reason="") -> HttpResponse:
    """The answer to a form without a valid token, as once all cookies are gone: nothing is done, nothing kept. What was
    written is shown once more, to be copied, where the browser vouches that a page of this site sent it."""
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    texts = _texts(_fields(request.POST)) if is_ours else []
    return render(request, "403_csrf.html", {"texts": texts}, status=403)


def _let_go(request):
    """What is sent again, or not wanted any more, is kept no longer."""
    del request.session[KEPT]
    return redirect(settings.LOGIN_REDIRECT_URL) if KEPT in request.POST else None


def _texts(fields):
    """What somebody wrote in words: it is shown, while codes, numbers and days go along unseen."""
    values = (value.strip() for _name, values in fields for value in values)
    return [value for value in values if len(value.split()) > 1 or not value.isascii()]
