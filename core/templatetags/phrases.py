"""What templates put together of parts, as each language sets it (core.phrases)."""

from django import template

from core import phrases

register = template.Library()
register.filter("with_colon", phrases.with_colon, is_safe=True)
register.filter("bracketed", phrases.bracketed, is_safe=True)
