"""`manage.py demo`: a fictional university to look around in."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation
from core.management.arguments import day_of
from demo.build import build

FIRST_YEAR, LAST_YEAR = 1950, 2099  # its campaign begins the year before and ends the year after


class Command(BaseCommand):
    help = "Fill an empty database with a fictional university. Exit 1: there are organisations; 2: no such date."

    def add_arguments(self, parser):
        parser.add_argument("--today", metavar="YYYY-MM-DD", help="the day its dates hang on (default: today)")

    def handle(self, *args, today, **options):
        day = day_of(today)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            sentence = _("%(day)s does not lie in the years %(first)s to %(last)s.")
            raise CommandError(sentence % {"day": day, "first": FIRST_YEAR, "last": LAST_YEAR}, returncode=2)
        if day > timezone.localdate():
            raise CommandError(
                _("%(day)s lies in the future: what has not happened yet cannot be shown.") % {"day": day}
            )
        if Organisation.objects.exists():
            raise CommandError(_("There are organisations in this database: the demo needs an empty one."))
        build(today=day, password=settings.DEMO_PASSWORD)
        self.stdout.write(self._sign_ins())

    def _sign_ins(self):
        return _(
            "Sign in as department, department-2, viewer, unit-01 … unit-45, branch-001 … branch-341, "
            "expert-1 … expert-5, accounts or audit; the password of all is %(password)s."
        ) % {"password": settings.DEMO_PASSWORD}
