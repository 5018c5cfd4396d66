"""What the showcase asks: a unit to support, the department to select, a branch to correct what came back (N06)."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from branches.roles import reviewer_at
from core.choices import Role
from core.todos import Todo, Waiting, gathered, rule
from pledges.addresses import entry_address, entry_edit_address, listed
from pledges.choices import EntryState
from pledges.models import ShowcaseEntry
from pledges.queries.showcase import waits_at
from pledges.steps import maker_at
from ratings.choices import Tier

AGAIN = {
    EntryState.RETURNED: gettext_lazy("“%(title)s” for the showcase came back: correct it and submit it again."),
    EntryState.TAKEN_OFF: gettext_lazy(
        "“%(title)s” was taken off (%(reason)s): correct it and submit it again, or withdraw it."
    ),
}


@rule(Role.UNIT)
@rule(Role.DEPARTMENT)
def to_decide(place, scope):
    """Entries to support, at a unit; to select, at the university."""
    role = reviewer_at(place)
    rows = scope.of(ShowcaseEntry).filter(waits_at(place, role)).order_by("submitted_at", "pk")
    found = rows.values_list("title", "pk", "supported_at", "submitted_at")
    yield from gathered(
        (Waiting(title, (pk,), supported or submitted) for title, pk, supported, submitted in found),
        _select if role == Role.DEPARTMENT else _support,
        who=role,
        action=_("Review"),
        url=listed("showcase_entries", unit=place.code, waits=1),
        address=entry_address,
    )


def _support(count):
    return ngettext(
        "%(count)d entry of the showcase waits for your support.",
        "%(count)d entries of the showcase wait for your support.",
        count,
    )


def _select(count):
    return ngettext(
        "%(count)d entry of the showcase waits to be selected.",
        "%(count)d entries of the showcase wait to be selected.",
        count,
    )


@rule(Role.UNIT)
@rule(Role.BRANCH)
def returned(place, scope):
    """Entries of its own that came back or were taken off, while it stands where they can go on."""
    rows = scope.of(ShowcaseEntry).filter(organisation=place, state__in=AGAIN)
    for entry in rows.with_tier(timezone.localdate()).filter(tier=Tier.ADVANCED).order_by("pk"):
        why = AGAIN[entry.state] % {"title": entry.title, "reason": entry.reason}
        notes = (entry.reason,) if entry.state == EntryState.RETURNED else ()
        facts = {"notes": notes, "page": entry.get_absolute_url()}
        yield Todo(why, maker_at(place), entry_edit_address(entry.pk), _("Correct it"), **facts)
