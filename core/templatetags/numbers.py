"""Figures as links to what stands behind them (M1)."""

from django import template
from django.utils.html import format_html

from core.web.links import number_url

register = template.Library()


@register.simple_tag
def number(target, figure, value, unit="", campaign="", on=None) -> str:
    """`value` as a link to the explanation of `figure` ("risen"); `target` is its code.

    An empty `target` is for what is no target's figure: `{% number "" "tier-lagging" 13 unit=unit.code %}`.
    """
    metric = f"{target}-{figure}" if target else figure
    address = number_url(metric, unit=unit, campaign=campaign, on=on)
    return format_html('<a class="figure-link" href="{}">{}</a>', address, value)


@register.inclusion_tag("ui/figure.html")
def count_of(target, figure, unit="", campaign="", on=None) -> dict:
    """A `progress.Figure` as "2 of 3 (66.6%)", linked; `target` is the target's code."""
    address = number_url(f"{target}-share", unit=unit, campaign=campaign, on=on)
    return {"part": figure.risen, "whole": figure.cohort, "share": figure.share, "url": address}
