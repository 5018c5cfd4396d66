"""What a list is, in words: above it in its sheet, and in the name of its file."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

IN_NO_NAME = re.compile(r'[\s\\/:：*?"<>|]+')  # of a file, on any system; and what a path or an address would break at
LONGEST_PART = 40  # characters of a part of a file's name: of Chinese ones a system takes some eighty in all
FACT = tuple[str, object]


@dataclass(frozen=True)
class About:
    """What a list is called (`title`) and whose it is, and of which day (`on`, None: of today); what else is `told`
    above it (its campaign, its deadlines) and what was `chosen`, as (label, value)."""

    title: str
    whose: str
    on: date | None = None
    told: Sequence[FACT] = ()
    chosen: Sequence[FACT] = ()

    @property
    def filename(self) -> str:
        """What its file is called, without ending."""
        return file_name(self.title, self.whose, on=self.on)

    @property
    def lines(self) -> tuple[str, str]:
        """The two lines below its title: whose it is, of when; what was chosen, when it was downloaded."""
        today = timezone.localdate()
        day = (_("Forecast for") if (self.on or today) > today else _("As of"), self.on or today)
        chosen = [(label, value) for label, value in self.chosen if value != str(self.on)]
        first, second = [*self.told, day], [*chosen, (_("Downloaded on"), today)]
        return _joined([self.whose, *map(_fact, first)]), _joined(map(_fact, second))


def file_name(*parts: object, on: date | None = None) -> str:
    """The name of a file of words: what it is, whose, whatever else tells it from others, and the day (None: today) of
    which its figures are. Without ending."""
    today = timezone.localdate()
    day = (on or today).isoformat()
    words = [*map(str, parts), *([_("forecast")] if (on or today) > today else []), day]
    return "_".join(filter(None, map(_part, words)))


def _part(words):
    """`words` in the name of a file."""
    printable = "".join(one for one in IN_NO_NAME.sub(" ", words) if one.isprintable())
    return printable.strip()[:LONGEST_PART].strip()


def _joined(facts: Iterable[str]) -> str:
    return pgettext("between facts", "; ").join(filter(None, facts))


def _fact(fact):
    label, value = fact
    value = date_format(value) if isinstance(value, date) else value
    return _("%(label)s: %(value)s") % {"label": label, "value": value}
