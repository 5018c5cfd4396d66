"""Addresses of the page behind a number: every figure on every page is a link (M1)."""

from urllib.parse import urlencode

from django.urls import reverse


def number_url(metric, *, unit="", campaign="", on=None) -> str:
    """Where `metric` ("ordinary-1-risen", "tier-lagging") is explained.

    `unit`, `campaign`: codes, empty for the university and the campaign on show; `on`: a date, None for today.
    """
    return reverse("number", args=[metric]) + page_query(unit=unit, campaign=campaign, on=on)


def page_query(*, unit="", campaign="", on=None) -> str:
    """What a page is asked: "" or "?unit=01&on=2012-12-31"."""
    asked = {"unit": unit, "campaign": campaign, "on": on.isoformat() if on else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"?{query}" if query else ""
