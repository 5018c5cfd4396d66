"""The ratings of a round and its progress as rows of a sheet."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ratings.templatetags.ratings import completion_badge, completion_next

RATINGS = [_("Code"), _("Organisation"), _("Unit"), _("Score"), _("Tier"), _("State"), _("Remark")]
PROGRESS = [
    _("Code"),
    _("Unit"),
    _("To rate"),
    _("Typed"),
    _("Submitted"),
    _("Returned"),
    _("Approved"),
    _("Still to submit"),
    _("State"),
    pgettext_lazy("step", "Next"),
]


def ratings(rows):
    """One row per rating of `rows` (a queryset): scores as numbers, tier and state in words."""
    for rating in rows.iterator():
        one = rating.organisation
        words = [rating.get_tier_display(), rating.get_state_display(), rating.remark]
        yield [one.code, one.name, rating.unit.name, rating.score, *words]


def progress(completions):
    """One row per UnitCompletion; without a unit it is the university's."""
    for row in completions:
        name = row.unit.name if row.unit else _("Base organisations, rated by the university")
        counts = [row.expected, row.typed, row.submitted, row.returned, row.approved, row.left]
        yield [row.unit.code if row.unit else "", name, *counts, completion_badge(row)["label"], completion_next(row)]
