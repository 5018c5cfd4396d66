"""A page that asks once before something binding: what it shows, what was on it, and who was faster."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseForm
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.workflow.lifecycle import Lifecycle, TooLate


@dataclass(frozen=True)
class Decision:
    """What templates/ui/decision.html asks: the word on its button, where "Cancel" leads, the form that goes with it.

    `refusal`: why it cannot be done, in a sentence; then only the way back is offered. `seen`: when the page was shown,
    as a time stamp in seconds.
    """

    label: str
    back: str
    form: BaseForm | None = None
    refusal: str = ""
    seen: float = field(default_factory=lambda: timezone.now().timestamp())


def shown_at(request) -> datetime:
    """When the page was shown that is confirmed now: what came later was not on it. Long ago without a time stamp."""
    try:
        return datetime.fromtimestamp(float(request.POST.get("seen", "")), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def decide(request, lifecycle: Lifecycle, rows: QuerySet, verb: Callable[[], list[int]]) -> list[int]:
    """The keys that `verb` moved; none when it refuses, which is said, and in a race also who was faster and when.

    `rows`: those it was about, whatever their state by now.
    """
    try:
        return verb()
    except ValidationError as refused:
        faster = last_word(lifecycle, rows) if isinstance(refused, TooLate) else ""
        messages.error(request, " ".join(filter(None, [*refused.messages, faster])))
        return []


def last_word(lifecycle: Lifecycle, rows: QuerySet) -> str:
    """Who decided last among `rows`, what and when, in a sentence; empty when nobody did."""
    decided = rows.model.history.filter(id__in=rows.order_by().values("pk"), state__in=lifecycle.targets)
    entry = decided.select_related("history_user").order_by("-history_date", "-history_id").first()
    if entry is None:
        return ""
    return _("%(state)s by %(who)s on %(when)s.") % {
        "state": entry.get_state_display(),
        "who": entry.history_user.name if entry.history_user else _("a command"),
        "when": date_format(timezone.localtime(entry.history_date), "DATETIME_FORMAT"),
    }
