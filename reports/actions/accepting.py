"""What the checklist of an annual report found is accepted with a reason, or no longer."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import history
from core.choices import EventKind
from core.log.acts import about, logged
from core.workflow.lifecycle import TooLate
from reports.actions.writing import begun, hold_reports
from reports.models import AcceptedCheck, AnnualReport
from reports.queries.annual.checks import AnnualCheck, checks
from reports.queries.annual.query import AnnualQuery


@logged("accept_check", EventKind.DECISION)
def accept_check(*, query: AnnualQuery, key: str, fingerprint: str, reason: str, by) -> AcceptedCheck:
    """Accept what the check `key` found, as it was shown with that `fingerprint`. Returns what is kept of it.

    Raises: ValidationError where nothing is found, what is found cannot be accepted, or is not what was shown; TooLate
    where somebody accepted it already.
    """
    hold_reports(query.campaign)
    report = begun(query, by)
    check = next(iter(checks(query, report, key)), None)
    if check is None or not check.facts:
        raise ValidationError(_("There is nothing to accept any more."))
    if check.is_red:
        raise ValidationError(_("This cannot be accepted: it has to be put right."))
    if check.fingerprint != fingerprint:
        raise ValidationError(_("In the meantime something else was found. Look at it again before you accept it."))
    if check.accepted:
        raise TooLate(accepted_already(check))
    row = report.accepted.filter(key=key).first() or AcceptedCheck(report=report, key=key)
    row.fingerprint, row.reason, row.by = fingerprint, reason, by
    _tell(report, key)
    history.save(row, by=by, reason=reason)
    return row


@logged("withdraw_check", EventKind.DECISION)
def withdraw_acceptance(*, query: AnnualQuery, key: str, by) -> None:
    """Accept it no longer. Raises: TooLate where nobody does."""
    hold_reports(query.campaign)
    report = begun(query, by)
    row = report.accepted.filter(key=key).first()
    if row is None:
        raise TooLate(_("This is not accepted any more."))
    history.remove(row, by=by)
    _tell(report, key)


def _tell(report: AnnualReport, key):
    about(report._meta.verbose_name, campaign=report.campaign.code, year=report.year, check=key)


def accepted_already(check: AnnualCheck) -> str:
    """That somebody was faster, in a sentence."""
    by = check.accepted.by
    return _("Accepted already by %(who)s.") % {"who": by.name if by else _("a command")}
