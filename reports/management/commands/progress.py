"""`manage.py progress`: the target board on the command line."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation
from core.management.arguments import day_of
from core.phrases import labelled
from pledges.queries.cover import covered_board
from ratings.choices import BOARD_STATES
from ratings.queries import board as boards
from reports.serializers import board_values


class Command(BaseCommand):
    help = "Print the target board of a campaign on a day. Exit 1: a day ahead, 2: no such campaign or no such date."

    def add_arguments(self, parser):
        parser.add_argument("--campaign", default="", metavar="CODE", help="default: the one on show that day")
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="the day looked at (default: today)")
        parser.add_argument("--json", action="store_true", help="machine-readable output")

    def handle(self, *args, campaign, on, json: bool, **options):
        day = day_of(on)
        chosen = boards.chosen(boards.campaigns(), day, campaign)
        if chosen is None:
            missing = _("There is no campaign with the code %(code)s.") if campaign else _("There is no campaign yet.")
            raise CommandError(missing % {"code": campaign}, returncode=2)
        if day > timezone.localdate() and not boards.is_deadline(chosen, day):
            sentence = _("%(day)s lies ahead: of the days to come only a target’s deadline can be asked about (R34).")
            raise CommandError(sentence % {"day": day.isoformat()})
        units = boards.units_of(chosen, Organisation.objects.units(), day)
        board = covered_board(chosen, day, units)
        self.stdout.write(_as_json(board) if json else _as_text(board))


def _as_json(board):
    return json.dumps(board_values(board), ensure_ascii=False)


def _as_text(board):
    lines = [f"{board.campaign.code} {board.campaign.name} · {board.on}"]
    if board.on > timezone.localdate():
        told = _("Forecast for %(date)s: what is known today, with today’s cover and states (R34).")
        lines.append(told % {"date": board.on.isoformat()})
    for row in [board.university, *board.units]:
        who = f"{row.unit.code} {row.unit.name}" if row.unit else _("University")
        lines.append(f"{who} · {BOARD_STATES[row.state]}")
        lines += ["  " + labelled(target.code, _line(row, target)) for target in board.targets]
    return "\n".join(lines)


def _line(row, target):
    figure = row.figures[target.code]
    if figure.met is None:
        return _("not applicable")
    return _("%(risen)d of %(cohort)d (%(share)s%%), needed %(needed)d, gap %(gap)d, cover %(cover)d") % {
        "risen": figure.risen, "cohort": figure.cohort, "share": figure.share,
        "needed": figure.needed, "gap": figure.gap, "cover": row.cover_of(target),
    }  # fmt: skip
