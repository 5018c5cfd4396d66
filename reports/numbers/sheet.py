"""The lists behind a number as rows of a sheet."""

from django.utils.translation import gettext as _

from reports.queries.names import name_rows


def headings(explanation):
    """The headings of the sheet; what covers a branch only where something does."""
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
        *([_("Covered by")] if _noted(explanation) else []),
    ]


def sheet_rows(explanation, scope):
    """One row per branch and list of an Explanation."""
    noted = _noted(explanation)
    for one in explanation.lists:
        for row in name_rows(one.entries, explanation, scope, one.notes):
            notes = "\n".join(note.text for note in row.notes)
            yield [*_values(one, row), *([notes] if noted else [])]


def _noted(explanation):
    return any(one.notes for one in explanation.lists)


def _values(one, row):
    tiers = [str(tier.label) if tier else "" for tier in (row.baseline, row.standing)]
    places = [str(one.title), row.code, row.name, row.cohort_unit, row.unit]
    return [*places, *tiers, row.since, row.via, str(row.counts_as), row.closing, row.document]
