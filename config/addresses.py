"""The page of an organisation: lower floors ask the organisation, and do not know which floor shows it."""

from django.urls import reverse


def page_of(organisation) -> str:
    """Where `organisation` is shown (settings.ABSOLUTE_URL_OVERRIDES)."""
    if organisation.is_university:
        return reverse("reports:department")
    return reverse("reports:unit" if organisation.is_unit else "reports:branch", args=[organisation.code])
