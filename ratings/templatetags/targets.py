"""A target in words."""

from django import template
from django.utils.translation import gettext as _

from core.web.links import number_url
from ratings.templatetags.ratings import reached, tiers

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
