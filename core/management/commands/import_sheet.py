"""`manage.py import_sheet`: a workbook into the database, all or nothing, with the department's rights."""

import json as jsons
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.phrases import labelled
from core.workbooks.kinds import commanded, import_cells, kind_of, plan_import


class Command(BaseCommand):
    help = "Import a workbook. Exit 0: done, 1: refused with every error listed, 2: wrong usage."

    def add_arguments(self, parser):
        parser.add_argument("kind", metavar="KIND", choices=[kind.name for kind in commanded()])
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--check", action="store_true", help="write nothing, only say what would happen")
        parser.add_argument("--json", action="store_true", help="machine-readable output")

    def handle(self, *args, kind, file, check, json, **options):
        if not file.is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": file}, returncode=2)
        chosen = kind_of(kind)
        cells = chosen.read(file)
        plan = plan_import(chosen, cells) if check else import_cells(chosen, cells, filename=file.name)
        if json:
            self.stdout.write(jsons.dumps(_values(plan), ensure_ascii=False))
        else:
            self._tell(plan)
        if plan.errors:
            raise SystemExit(1)

    def _tell(self, plan):
        for warning in plan.warnings:
            self.stderr.write(_("Warning: %(where)s") % {"where": _where(warning)})
        for error in plan.errors:
            self.stderr.write(self.style.ERROR(_where(error)))
        counts = {"new": plan.new, "changed": plan.changed, "unchanged": plan.unchanged, "errors": len(plan.errors)}
        if plan.errors:
            self.stderr.write(_("Nothing was written: %(errors)d errors.") % counts)
        else:
            self.stdout.write(_("%(new)d new, %(changed)d changed, %(unchanged)d unchanged.") % counts)


def _where(problem):
    place = " ".join(part for part in (problem.sheet, problem.cell) if part)
    return labelled(place, problem.message) if place else problem.message


def _values(plan):
    errors = [{"sheet": one.sheet, "cell": one.cell, "message": str(one.message)} for one in plan.errors]
    return {"new": plan.new, "changed": plan.changed, "unchanged": plan.unchanged, "errors": errors}
