"""What an expert has to do: the sheets of open panels; nothing else of the site (R37)."""

from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.choices import Role
from core.todos import Todo, rule
from projects.addresses import listed
from projects.choices import SheetState
from projects.models import Seat


@rule(Role.EXPERT)
def to_score(_place, scope):
    """Sheets that are not handed in, due with the first of their panels: one query."""
    rows = scope.of(Seat, role=Role.EXPERT).filter(state=SheetState.DRAFT).order_by()
    count, due = rows.count(), rows.aggregate(due=Min("panel__due_on"))["due"]
    if count:
        sentence = ngettext(
            "%(count)d project waits for your sheet.", "%(count)d projects wait for your sheets.", count
        )
        yield Todo(sentence % {"count": count}, Role.EXPERT, listed("desk"), _("Score"), due=due, rule="R37")
