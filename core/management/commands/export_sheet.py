"""`manage.py export_sheet`: the same layout that import reads."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.management.output import put_workbook
from core.workbooks.export import pages_of
from core.workbooks.kinds import commanded, kind_of
from core.workbooks.writing import write


class Command(BaseCommand):
    help = "Export a workbook. Exit 0: done, 1: the file cannot be written, 2: wrong usage."

    def add_arguments(self, parser):
        parser.add_argument("kind", metavar="KIND", choices=[kind.name for kind in commanded()])
        parser.add_argument("--output", required=True, metavar="FILE", type=Path)
        parser.add_argument("--round", metavar="CODE", help="only this round (ratings), or its campaign (campaign)")

    def handle(self, *args, kind, output, **options):
        code = options["round"]
        chosen = kind_of(kind)
        if code and not chosen.knows_round(code):
            raise CommandError(_("There is no round %(code)s.") % {"code": code}, returncode=2)
        put_workbook(output, lambda stream: write(stream, pages_of(chosen, None, round_code=code)), workbook=kind)
        self.stdout.write(_("Written: %(file)s") % {"file": output})
