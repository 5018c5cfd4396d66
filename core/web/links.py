"""What addresses say: the page behind a number (M1: every figure is a link), the language of a public page."""

from functools import lru_cache
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def number_url(metric, *, unit="", campaign="", on=None) -> str:
    """Where `metric` ("ordinary-1-risen", "tier-lagging") is explained.

    `unit`, `campaign`: codes, empty for the university and the campaign on show; `on`: a date, None for today.
    """
    return _number_page(metric) + page_query(unit=unit, campaign=campaign, on=on)


@lru_cache(maxsize=4096)
def _number_page(metric):
    """A page of figures asks for dozens at a time, and for the same ones at each visit."""
    return reverse("number", args=[metric])


def page_query(*, unit="", campaign="", on=None) -> str:
    """What a page is asked: "" or "?unit=01&on=2012-12-31"."""
    asked = {"unit": unit, "campaign": campaign, "on": on.isoformat() if on else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"?{query}" if query else ""


def language_asked(request: HttpRequest) -> str:
    """The language that the address of a public page asks for (`?lang=en`), "" without one."""
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else ""


def language_query(request: HttpRequest) -> str:
    """What a link to another public page ends with, so that it goes on in the language asked for: "" or "?lang=en"."""
    asked = language_asked(request)
    return f"?lang={asked}" if asked else ""
