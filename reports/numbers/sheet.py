"""The lists behind a number as rows of a sheet."""

from django.utils.translation import gettext as _

from reports.queries.names import name_rows


def headings():
    """The headings of the sheet."""
    return [
        _("List"),
        _("Code"),
        _("Name"),
        _("Unit at the baseline"),
        _("Unit on the day"),
        _("Baseline tier"),
        _("Tier on the day"),
        _("Rating of"),
        _("Rated as"),
        _("Counts as"),
        _("Closing"),
        _("Document number"),
    ]


def sheet_rows(explanation, scope):
    """One row per branch and list of an Explanation."""
    for one in explanation.lists:
        for row in name_rows(one.entries, explanation, scope):
            yield _values(one, row)


def _values(one, row):
    tiers = [str(tier.label) if tier else "" for tier in (row.baseline, row.standing)]
    places = [str(one.title), row.code, row.name, row.cohort_unit, row.unit]
    return [*places, *tiers, row.since, row.via, str(row.counts_as), row.closing, row.document]
