"""What a to-do says of a reminder (R25)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.choices import Role
from pledges.queries.duties import Duty


def reminded(duty: Duty) -> str:
    """Who reminded of the duty last, and on which day; "" when nobody did."""
    one = duty.reminder
    if one is None:
        return ""
    told = _("%(role)s (%(name)s)") if one.by else "%(role)s"
    who = told % {"role": Role(one.reminded_as).label, "name": one.by and one.by.name}
    return _("reminded by %(who)s on %(day)s") % {"who": who, "day": date_format(one.on)}


def with_reminder(sentence: str, duty: Duty | None) -> str:
    """`sentence` about a duty (None: it is about none), and who reminded of it."""
    told = reminded(duty) if duty else ""
    return _("%(sentence)s (%(reminded)s)") % {"sentence": sentence, "reminded": told} if told else sentence
