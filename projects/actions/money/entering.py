"""Money of the host is paid to a project and comes back; a project spends it, line by line, with receipts (R36)."""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import history
from core.attachments.fields import Attachment
from core.choices import EventKind
from core.log.acts import logged
from core.reporting.verbs import keep_proof
from projects.actions.common import hold, tell
from projects.actions.money.sums import move_advanced, move_spent, refuse_days_outside
from projects.choices import ENDED, STARTED, WITH_MONEY, FileUse
from projects.models import Advance, BudgetLine, Expenditure, Project, ProjectFile
from projects.parts import NOT_LED


@logged("advance", EventKind.DECISION)
def advance(
    *, project: Project, on: date, amount: Decimal, note: str = "", again: datetime | None = None, by
) -> Advance:
    """Pay `amount` of what was granted to `project` on a day; below zero it went back. `again`: equal entries made
    before that moment are known to who enters. Returns the Advance.

    Raises: ValidationError before the project has begun, and once it has ended for anything but what goes back; for
    who leads it; for an amount of 0 or in parts of a fen, beyond what is granted or below nothing, on any day; for a
    day ahead or before the project began; for an equal entry.
    """
    hold(project)
    refuse_leader(project, by)
    amount = _amount(Advance, amount)
    _refuse_state(project, goes_back=amount < 0)
    _check_day(project, on)
    entry = Advance(project=project, on=on, amount=amount, note=note, by=by)
    _refuse_equal(entry, ["on", "amount", "note"], again)
    move_advanced(project, amount)
    history.save(entry, by=by)
    refuse_days_outside(project)
    _tell(project, entry, by=by)
    return entry


@logged("spend", EventKind.DECISION)
def spend(
    *,
    project: Project,
    line: BudgetLine,
    on: date,
    amount: Decimal,
    use: str,
    receipt: Attachment,
    again: datetime | None = None,
    by,
) -> Expenditure:
    """Spend `amount` of `project` on a day for what its budget `line` says, as the `receipt` shows. More than the line
    holds may be spent, never more than is approved. `again`: as for `advance`. Returns the Expenditure.

    Raises: ValidationError before the project has begun and once it has ended; without a receipt, and on no line of
    this project; for an amount of 0 or less or in parts of a fen, and over the balance; for a day ahead or before the
    project began; for an equal entry.
    """
    hold(project)
    _refuse_state(project, goes_back=False)
    amount = _amount(Expenditure, amount)
    if amount < 0:
        raise ValidationError({"amount": _("An expenditure is more than 0. A wrong one is made void instead.")})
    if receipt is None:
        raise ValidationError({"receipt": _("Every expenditure has its receipt: choose its picture or file.")})
    if line is None or not BudgetLine.objects.filter(pk=line.pk, project=project).exists():
        raise ValidationError({"line": _("Money is spent on a budget line of this project: choose one.")})
    _check_day(project, on)
    entry = Expenditure(project=project, line=line, on=on, amount=amount, use=use, by=by)
    _refuse_equal(entry, ["on", "amount", "line", "use"], again)
    move_spent(project, amount)
    entry.receipt = keep_proof(ProjectFile(project=project, use=FileUse.RECEIPT), file=receipt, by=by)
    history.save(entry, by=by)
    _tell(project, entry, by=by)
    return entry


def money_hindrance(project: Project, *, goes_back: bool) -> str:
    """Why no money is entered for `project` as it stands, in a sentence; "" when it is. `goes_back`: whether it may be
    money that goes back."""
    try:
        _refuse_state(project, goes_back=goes_back)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


def refuse_leader(project: Project, by) -> None:
    """Whoever leads `project` pays it nothing. Raises: ValidationError."""
    if by and not Project.objects.filter(NOT_LED.condition(by), pk=project.pk).exists():
        raise ValidationError(str(NOT_LED.sentence))


def _refuse_state(project, *, goes_back):
    if project.state in ENDED and not (goes_back and project.state in WITH_MONEY):
        sentence = _("The project has ended on %(day)s: money only goes back, and wrong entries are made void.")
        raise ValidationError(sentence % {"day": date_format(project.ended_on)})
    if project.state not in (*STARTED, *ENDED) or project.granted is None:
        raise ValidationError(_("The project has not begun: no money is paid or spent before."))


def _amount(model, amount):
    """`amount` to the fen. Raises: ValidationError for anything else, and for nothing."""
    try:
        found = model._meta.get_field("amount").to_python(amount)
    except ValidationError as refused:
        raise ValidationError({"amount": refused.messages}) from None
    if not found:
        raise ValidationError({"amount": _("Enter an amount: 0 is none.")})
    return found


def _check_day(project, on):
    begin = project.starts_on
    if on > timezone.localdate():
        raise ValidationError({"on": _("The day lies ahead: money is entered once it is paid.")})
    if begin and on < begin:
        sentence = _("The day lies before %(begin)s, when the project began.")
        raise ValidationError({"on": sentence % {"begin": date_format(begin)}})


def _refuse_equal(entry, names, again):
    """Whether the button was pressed a second time, or the same was entered by two people."""
    same = {name: getattr(entry, name) for name in names}
    found = type(entry).objects.standing().filter(project=entry.project, **same).order_by("-at").first()
    if found and (again is None or found.at >= again):
        sentence = _("The same is entered already, on %(when)s. Is this one more? Then tick “One more of the same”.")
        when = date_format(timezone.localtime(found.at), "DATETIME_FORMAT")
        raise ValidationError({"again": sentence % {"when": when}})


def _tell(project, entry, *, by):
    tell(project, on=entry.on.isoformat(), amount=str(entry.amount))
    history.remember(Project, [project.pk], by=by)
