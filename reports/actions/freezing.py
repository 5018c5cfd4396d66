"""A final edition of the annual report is frozen: its file, what it was counted from, what it changes."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.attachments.models import build_file, is_whole
from core.choices import EventKind
from core.log.acts import about, logged, wrote
from core.validators import refuse
from core.workflow.lifecycle import TooLate
from reports.actions.writing import begun, hold_reports
from reports.annual.book import write_book
from reports.models import AnnualEdition
from reports.queries.annual.checks import checks
from reports.queries.annual.compared import told
from reports.queries.annual.editions import RULES_VERSION, cover_of
from reports.queries.annual.query import AnnualQuery


@logged("freeze", EventKind.DECISION)
def freeze(*, query: AnnualQuery, number: int, why: str = "", by) -> AnnualEdition:
    """Freeze the report of the university as edition `number`, the next one when the page was shown. Returns it.

    Raises: ValidationError for a unit's part, where the checklist or a figure that differs stands against it, at `why`
    where a correction does not say what it corrects, and where the disk does not take the file, of which then nothing
    stays; TooLate where somebody was faster.
    """
    if query.unit:
        raise ValidationError(_("A unit’s part is a draft at any time; final editions are those of the university."))
    hold_reports(query.campaign)
    report = begun(query, by)
    last = report.editions.select_related("by").first()
    if last:
        _check_next(last, number, why)
    _check_list(query, report)
    edition = AnnualEdition(report=report, number=number, on=query.on, rules=RULES_VERSION, why=why, by=by)
    about(report._meta.verbose_name, campaign=report.campaign.code, year=report.year, edition=edition.number)
    _build(edition, query)
    edition.changes = _changes(last, edition)
    edition.save()
    wrote(AnnualEdition, [edition.pk])
    return edition


def _check_next(last, number, why):
    """Of two people who freeze at once the second is told who was faster; a correction says what it corrects, and is
    held against the file before."""
    if last.number >= number:
        sentence = _("Edition %(number)d was frozen by %(who)s on %(when)s. Look at it before you freeze another one.")
        when = date_format(timezone.localtime(last.at), "DATETIME_FORMAT")
        raise TooLate(
            sentence % {"number": last.number, "who": last.by.name if last.by else _("a command"), "when": when}
        )
    if not why:
        refuse("why", _("Say what is corrected since edition %(number)d."), number=last.number)
    if not is_whole(last):
        sentence = _("The file of edition %(number)d is not the one that was frozen. Restore it from the backup first.")
        raise ValidationError(sentence, params={"number": last.number})


def _check_list(query, report):
    if stops := [check.label for check in checks(query, report) if check.stops]:
        raise ValidationError(
            _("This stands against a final edition: %(checks)s. See to it on the checklist."),
            params={"checks": "、".join(stops)},
        )


def _build(edition, query):
    """Write the file and what proves it. Raises: ValidationError; no file is left behind then."""

    def fill(stream):
        proof = write_book(stream, query, cover_of(query, edition.number))
        if proof.differing:
            raise ValidationError(_differing(proof.differing))
        return proof

    campaign, year = query.campaign.code, query.year
    name = f"基层党组织晋位升级年报 {campaign} {year} 第{edition.number}版.xlsx"
    edition.facts_sha256 = build_file(edition, name, fill).facts_sha256


def _differing(figures):
    sentence = ngettext(
        "%(count)d figure of the workbook differs from its page, so nothing was frozen: %(figures)s.",
        "%(count)d figures of the workbook differ from their pages, so nothing was frozen: %(figures)s.",
        len(figures),
    )
    return sentence % {"count": len(figures), "figures": "、".join(figures[:9])}


def _changes(last, edition):
    """What differs from the edition before, with the acts that made it."""
    if last is None:
        return []
    with last.file.open() as before, edition.file.open() as after:
        return [one.stored for one in told(before, after, last.at)]
