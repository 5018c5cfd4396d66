"""Amounts in templates: `{{ amount|yuan }}`."""

from django import template

from projects.rules.money import yuan

register = template.Library()
register.filter(yuan)
