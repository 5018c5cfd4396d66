"""Where projects are listed, read, written and decided: addresses for to-dos and other pages."""

from django.urls import reverse
from django.utils.http import urlencode


def listed(name: str = "projects", **filters) -> str:
    """The list of projects (or of their tasks, or money), filtered."""
    asked = urlencode({key: value for key, value in filters.items() if value})
    return reverse(f"projects:{name}") + (f"?{asked}" if asked else "")


def project_address(pk: int) -> str:
    """The page of a project."""
    return reverse("projects:project", args=[pk])
