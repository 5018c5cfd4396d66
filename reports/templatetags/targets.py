"""A target in words."""

from django import template
from django.utils.translation import gettext as _

from ratings.choices import Tier
from ratings.templatetags.ratings import tiers
from reports.links import number_url

register = template.Library()


@register.simple_tag
def describe(target):
    """A target (progress.Target) without its deadline: "Ordinary → Advanced, 30 %"."""
    return _("%(from)s → %(to)s, %(percent)d %%") % {
        "from": tiers(target.from_tiers),
        "to": reached(target),
        "percent": target.percent,
    }


@register.simple_tag
def needed_url(target, board):
    """Where a target's percentage becomes branches: the page behind what the university needs."""
    return number_url(f"{target.code}-needed", campaign=board.campaign.code, on=board.on)


@register.simple_tag
def reached(target):
    """The tier a target asks for: "Advanced", or "Ordinary or higher" when there is a higher one."""
    label = Tier(target.to_tier).label
    return label if target.to_tier == max(Tier) else _("%(tier)s or higher") % {"tier": label}
