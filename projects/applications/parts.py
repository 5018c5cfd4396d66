"""The form of an application in parts; of a draft those that are complete are folded."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from core.forms import RowFormSet
from core.forms.parts import FormPart, parts_of
from projects.applications.form import HEADINGS, ApplicationForm
from projects.applications.panel import GapLink
from projects.choices import ProjectState
from projects.rules.applications import TEXTS

PARTS = (
    (pgettext_lazy("application", "The project"), ("title", "project_class", "supporting", "starts_on", "ends_on")),
    (
        pgettext_lazy("application", "Who is responsible"),
        ("leader_user", "leader", "leader_post", "first_responsible"),
    ),
    (pgettext_lazy("application", "What is done"), TEXTS),
)
MONEY = ("own_part",)


@dataclass(frozen=True)
class ApplicationPart:
    """One part of the form: `fields`, and below them `rows` of the kind `prefix` where it has some."""

    heading: str | Promise
    fields: Sequence[forms.BoundField]
    is_open: bool
    prefix: str = ""
    rows: RowFormSet | None = None


def application_parts(form: ApplicationForm, gaps: Sequence[GapLink]) -> list[ApplicationPart]:
    """`form` in parts, as they stand on paper; `gaps`: what is still missing."""
    lines = parts_of(form, (*PARTS, (HEADINGS["line"], MONEY)))
    own = next((part.fields for part in lines if part.heading is HEADINGS["line"]), [])
    told = [_lined(form, part, gaps) for part in lines if part.fields is not own]
    rows = [_rowed(form, prefix, rows, own if prefix == "line" else [], gaps) for prefix, _head, rows in form.row_sets]
    return [*told, *rows]


def _lined(form, part: FormPart, gaps):
    return ApplicationPart(part.heading, part.fields, _is_open(form, [one.id_for_label for one in part.fields], gaps))


def _rowed(form, prefix, rows, own, gaps):
    anchors = [one.id_for_label for one in own]
    is_open = not rows.initial or _is_open(form, [f"id_{prefix}-", *anchors], gaps)
    return ApplicationPart(HEADINGS[prefix], own, is_open, prefix, rows)


def _is_open(form, anchors, gaps):
    """What came back, what was just sent and what lacks something is seen at once."""
    if form.is_bound or form.project.state != ProjectState.DRAFT:
        return True
    return any(gap.field.startswith(tuple(anchors)) for gap in gaps)
