"""A target in words."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.web.links import number_url
from ratings.templatetags.ratings import reached, tiers

register = template.Library()


@register.simple_tag
def describe(target):
    """A target (progress.Target) without its deadline: "Ordinary → Advanced, 30%"."""
    return _("%(from)s → %(to)s, %(percent)d%%") % {
        "from": tiers(target.from_tiers),
        "to": reached(target),
        "percent": target.percent,
    }


@register.filter
def numbered(targets) -> list:
    """(what a reader calls it, the target) of all `targets` of a campaign, in the order in which they are shown: by
    deadline, then by code: “目标一”. The code itself is for addresses and programs."""
    numbers = pgettext("numbers of targets", "1 2 3 4 5 6 7 8 9 10").split()
    further = map(str, range(len(numbers) + 1, len(targets) + 1))
    names = (_("Target %(number)s") % {"number": one} for one in [*numbers, *further])
    return list(zip(names, targets, strict=False))


@register.simple_tag
def needed_url(target, board):
    """Where a target's percentage becomes branches: the page behind what the university needs."""
    return number_url(f"{target.code}-needed", campaign=board.campaign.code, on=board.on)
