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

from core.forms import in_words, settled, show
from core.workflow.lifecycle import Lifecycle, TooLate


@dataclass(frozen=True)
class Decision:
    """What templates/ui/decision.html asks: the word on its button, where "Cancel" leads, the form that goes with it.

    `refusal`: why it cannot be done, in a sentence. `seen`: when the page was shown, as a time stamp in seconds.
    """

    label: str
    back: str
    form: BaseForm | None = None
    refusal: str = ""
    seen: float = field(default_factory=lambda: timezone.now().timestamp())

    @property
    def obstacle(self) -> str:
        """Why it cannot be done, whatever is typed: what the verb refused of the form as a whole, else the `refusal`.
        Then only the way back is offered, and what was typed, to be copied."""
        return " ".join(self.form.non_field_errors() if self.form else ()) or self.refusal

    @property
    def is_confirmed(self) -> bool:
        """Whether nothing stands against what was sent."""
        return not self.refusal and (self.form is None or self.form.is_valid())

    @property
    def typed(self) -> list[tuple[str, str]]:
        """(label, text) of what was typed or chosen in the form; nothing of one that was not sent."""
        return in_words(self.form) if self.form else []


def shown_at(request) -> datetime:
    """When the page was shown that is confirmed now: what came later was not on it. Long ago without a time stamp."""
    try:
        return datetime.fromtimestamp(float(request.POST.get("seen", "")), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def decide(
    request, lifecycle: Lifecycle, rows: QuerySet, verb: Callable[[], list[int]], form: BaseForm | None = None
) -> list[int]:
    """The keys that `verb` moved; none when it refuses, which is said, and in a race also who was faster and when: on
    the `form` there is, so that what was typed is kept, else in a message.

    `rows`: those it was about, whatever their state by now.
    """
    try:
        return settled(verb)
    except ValidationError as refused:
        faster = last_word(lifecycle, rows) if isinstance(refused, TooLate) else ""
        if form is None:
            messages.error(request, " ".join(filter(None, [*refused.messages, faster])))
            return []
        show(form, refused)
        if faster:
            form.add_error(None, faster)
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
