"""`manage.py annual_workbook`: the annual workbook of a campaign, or the part of one base organisation."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation
from core.management.output import put_workbook
from ratings.models import Campaign
from reports.annual.book import write_book
from reports.annual.cover import Cover
from reports.queries.annual.query import annual_query

MOST_TOLD = 20


class Command(BaseCommand):
    help = "Write the annual workbook, a draft. Exit 0: every figure agrees, 1: refused, or figures differ, 2: usage."

    def add_arguments(self, parser):
        parser.add_argument("--campaign", required=True, metavar="CODE")
        parser.add_argument(
            "--year", required=True, type=int, metavar="YYYY", help="the as-of day is its last, or today"
        )
        parser.add_argument("--output", required=True, metavar="FILE", type=Path)
        parser.add_argument("--unit", metavar="CODE", help="the part of one base organisation")

    def handle(self, *args, campaign, year, output, unit, **options):
        asked = self._asked(campaign, year, unit)
        cover = Cover(unit=asked.called, reported_on=timezone.localdate())
        proof = put_workbook(output, lambda stream: write_book(stream, asked, cover), workbook="annual")
        self.stdout.write(_("Written: %(file)s") % {"file": output})
        if proof.differing:
            raise CommandError("\n".join([_told(proof), *proof.differing[:MOST_TOLD]]))
        self.stdout.write(_("%(count)d figures, all as the pages show them.") % {"count": proof.checked})

    def _asked(self, campaign, year, unit):
        found = Campaign.objects.filter(code=campaign).first()
        if found is None:
            sentence = _("There is no campaign with the code %(code)s.")
            raise CommandError(sentence % {"code": campaign}, returncode=2)
        place = Organisation.objects.units().filter(code=unit).first() if unit else None
        if unit and place is None:
            raise CommandError(
                _("There is no base organisation with the code %(code)s.") % {"code": unit}, returncode=2
            )
        try:
            return annual_query(found, year, place)
        except ValidationError as refused:
            raise CommandError("\n".join(refused.messages)) from refused


def _told(proof):
    sentence = _("%(differing)d of %(count)d figures are not what the pages show:")
    return sentence % {"differing": len(proof.differing), "count": proof.checked}
