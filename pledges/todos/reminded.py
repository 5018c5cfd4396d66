"""What a to-do says of a reminder (R25)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.choices import Role
from pledges.models import Reminder


def reminded(one: Reminder | None) -> str:
    """Who reminded of a duty last, and on which day; "" when nobody did."""
    if one is None:
        return ""
    told = _("%(role)s (%(name)s)") if one.by else "%(role)s"
    who = told % {"role": Role(one.reminded_as).label, "name": one.by and one.by.name}
    return _("reminded by %(who)s on %(day)s") % {"who": who, "day": date_format(one.on)}


def with_reminder(sentence: str, reminder: Reminder | None) -> str:
    """`sentence` about a duty, and who reminded of it."""
    told = reminded(reminder)
    return _("%(sentence)s (%(reminded)s)") % {"sentence": sentence, "reminded": told} if told else sentence
