"""What templates about ratings say in one word: scores, movements, the address of a row."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ratings.choices import Completion, Movement, Tier
from ratings.queries.grid import printed

register = template.Library()

# States whose drawing and colour another word carries.
BADGES = {Completion.NOT_STARTED: "planned", Completion.DRAFTED: "draft", Completion.NOTHING: "not_applicable"}


@register.filter
def points(score, nothing=""):
    """A score as it is printed, truncated to one decimal (R19); `nothing` without one."""
    return printed(score) or nothing


@register.simple_tag
def row_url(entry, code):
    """Where the row of the organisation with `code` is saved."""
    return entry.row_url(code)


@register.simple_tag
def verb_url(transition, round_):
    """The page that carries out a Transition in a round: its verb is the name of the page."""
    return reverse(f"ratings:{transition.name}", args=[round_.code])


@register.inclusion_tag("ui/badge.html")
def movement_badge(movement):
    """A Movement as a badge."""
    return {"state": movement, "label": Movement(movement).label}


@register.simple_tag
def tiers(numbers):
    """The names of tiers, lowest first."""
    return pgettext("between tiers", ", ").join(str(Tier(number).label) for number in sorted(numbers))


@register.simple_tag
def reached(target):
    """The tier a target asks for: "Advanced", or "Ordinary or higher" when there is a higher one."""
    label = Tier(target.to_tier).label
    return label if target.to_tier == max(Tier) else _("%(tier)s or higher") % {"tier": label}


@register.inclusion_tag("ui/badge.html")
def tier_badge(tier):
    """A tier as a badge, by its number."""
    return {"state": Tier(tier).identifier, "label": Tier(tier).label}


@register.inclusion_tag("ui/badge.html")
def completion_badge(row):
    """Where a unit stands in a round (UnitCompletion), as a badge."""
    label = row.state.label
    if row.state == Completion.DRAFTED:
        label = _("%(typed)d of %(expected)d typed") % {"typed": row.typed + row.handed_in, "expected": row.expected}
    return {"state": BADGES.get(row.state, row.state), "label": label}
