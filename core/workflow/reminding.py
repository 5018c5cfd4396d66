"""Being reminded: who was, by whom, on which day; what to-dos and lists say of it. What of, each app says itself."""

from datetime import date

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choices import Role
from core.models import user_key


class DayReminder(models.Model):
    """Somebody was reminded of something on a day; once a day at most (`once_a_day`)."""

    on = models.DateField(gettext_lazy("on"))
    by = user_key(gettext_lazy("by"))
    reminded_as = models.CharField(gettext_lazy("as"), max_length=12, choices=Role)

    class Meta:
        abstract = True
        ordering = ["-on", "-pk"]


def once_a_day(*fields: str, name: str) -> models.UniqueConstraint:
    """The constraint `name`: what `fields` say is reminded of once a day at most."""
    said = gettext_lazy("It was reminded of this today already.")
    return models.UniqueConstraint(fields=[*fields, "on"], name=name, violation_error_message=said)


def reminded_by(role: str, on: date | None, person: str = "") -> str:
    """Who reminded last, and on which day; "" when nobody did."""
    if on is None:
        return ""
    told = _("%(role)s (%(name)s)") if person else "%(role)s"
    who = told % {"role": Role(role).label, "name": person}
    return _("reminded by %(who)s on %(day)s") % {"who": who, "day": date_format(on)}


def reminded(one: DayReminder | None) -> str:
    """Who sent a reminder, and on which day; "" of none."""
    return reminded_by(one.reminded_as, one.on, one.by.name if one.by else "") if one else ""


def with_reminder(sentence: str, one: DayReminder | None) -> str:
    """`sentence` about what is to be done, and who reminded of it."""
    told = reminded(one)
    return _("%(sentence)s (%(reminded)s)") % {"sentence": sentence, "reminded": told} if told else sentence
