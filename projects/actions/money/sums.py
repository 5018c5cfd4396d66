"""The sums of a project move with its entries, in one statement that refuses too much (R36): of two people at once the
second is refused with what is left by then, on every database, without a lock held before."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import F, Q, Value
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from projects.models import Advance, Project
from projects.models.fields import MoneyField
from projects.rules.money import first_day_outside, yuan


def move_advanced(project: Project, amount: Decimal) -> None:
    """Add `amount` (below zero: take away) to what `project`, read anew afterwards, was advanced.

    Raises: ValidationError beyond what is granted, below nothing, and where entries are dated so that it was so on some
    day.
    """
    moved = F("advanced") + _fen(amount)
    if not _moved(project, Q(advanced__gte=_fen(-amount), granted__gte=moved), advanced=moved):
        raise ValidationError({"amount": _advance_refusal(project, amount)})


def move_spent(project: Project, amount: Decimal) -> None:
    """Add `amount` (below zero: take away) to what `project`, read anew afterwards, spent. Raises: ValidationError over
    the balance."""
    moved = F("spent") + _fen(amount)
    if not _moved(project, Q(spent__gte=_fen(-amount), granted__gte=moved - F("own_granted")), spent=moved):
        words = {"left": yuan(project.approved - project.spent), "approved": yuan(project.approved)}
        sentence = _("Only %(left)s yuan are left of the approved %(approved)s yuan.")
        raise ValidationError({"amount": sentence % words})


def refuse_days_outside(project: Project) -> None:
    """Refuse entries of `project`, which is held, dated so that on some day more was advanced than is granted, or had
    gone back than had come. Raises: ValidationError."""
    entries = Advance.objects.filter(project=project).standing().order_by().values_list("on", "amount")
    if found := first_day_outside(entries, project.granted):
        words = {"sum": yuan(found[1]), "day": date_format(found[0]), "most": yuan(project.granted)}
        sentence = _("By %(day)s this comes to %(sum)s yuan advanced: it stays between 0 and %(most)s on every day.")
        raise ValidationError({"on": sentence % words})


def _moved(project, within: Q, **sums) -> bool:
    done = Project.objects.filter(within, pk=project.pk, granted__isnull=False).update(**sums)
    project.refresh_from_db(fields=["granted", "own_granted", "advanced", "spent"])
    return done == 1


def _advance_refusal(project, amount):
    if amount > 0:
        words = {"left": yuan(project.granted - project.advanced), "granted": yuan(project.granted)}
        return _("Only %(left)s yuan are left to advance of the granted %(granted)s yuan.") % words
    return _("No more can go back than the %(advanced)s yuan that are advanced.") % {"advanced": yuan(project.advanced)}


def _fen(amount: Decimal) -> Value:
    return Value(amount, output_field=MoneyField())
