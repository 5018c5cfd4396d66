"""Where people work: the cast of the tests with something to see everywhere, put back after each round."""

import re
from dataclasses import dataclass
from itertools import product

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from tests.access.test_matrix import occupied
from tests.drills.visiting import Visitor
from tests.races.kept import kept, put_back, tables
from tests.races.sent import TEXT, Sent
from tests.races.table import SENT
from tests.world import CAST, appoint, person

TOGETHER = 4  # people who send the same form
KEPT = "planted"
IN_A_ROW, NEW = re.compile(r"-\d+-"), "-__prefix__-"
SHARES = {"department": 0.35, "unit-01": 0.3, "branch-0101": 0.25}  # of all people; of the others there is one each
IN_THE_WAY = (IntegrityError, ObjectDoesNotExist, ValidationError)


@dataclass(frozen=True)
class Task:
    """What somebody sends in a round; `typed` is found nowhere else, "" when the form takes no text."""

    name: str
    sent: Sent
    visitor: Visitor
    path: str
    data: dict
    typed: str

    def is_offered(self, reply):
        """Whether the page has a field for the text, if need be in a row still to be added."""
        names = [name for name, value in self.data.items() if self.typed and value == self.typed]
        return all(
            f'name="{name}"' in reply.page or f'name="{IN_A_ROW.sub(NEW, name)}"' in reply.page for name in names
        )


class Stage:
    """The database of the drill. `people`: {who of tests/races: user names of those who do the same work}."""

    def __init__(self, people):
        call_command("flush", verbosity=0, interactive=False)
        self.world = occupied()
        self.letters = map("".join, product("甲乙丙丁戊己庚辛壬癸", repeat=4))
        self.people = {who: self._colleagues(who, people) for who in {sent.who for sent in SENT.values()}}

    def _colleagues(self, who, people):
        role, code = CAST[who]
        names = [f"{who}-c{number}" for number in range(1, max(1, round(SHARES.get(who, 0) * people)))]
        for name in names:
            appoint(person(name), role, self.world[code])
        return [who, *names]

    def kept(self):
        """Meanwhile `put_back` brings back what stands here now."""
        return kept(KEPT)

    def put_back(self):
        put_back(KEPT, tables())

    def tasks(self, names, visitors):
        """What is sent in a round: of the forms `names`, in that order, as many as there are people for.

        A form of which the rows cannot be made ready beside those of the ones before is left to a later round.
        """
        idle = {who: list(group) for who, group in visitors.items()}
        found = []
        for name in names:
            group = idle[SENT[name].who]
            if group and (ready := self._ready(name)):
                found += [self._task(name, visitor, ready, place) for place, visitor in enumerate(group[:TOGETHER])]
                del group[:TOGETHER]
        return found

    def _ready(self, name):
        try:
            with transaction.atomic():
                return SENT[name].made_ready(self.world)
        except IN_THE_WAY:
            return None

    def _task(self, name, visitor, ready, place):
        paths, data = ready
        sent, typed = SENT[name], TEXT + next(self.letters)
        said = {key: typed if value == TEXT else value for key, value in data.items()}
        return Task(name, sent, visitor, paths[place % len(paths)], said, typed if said != data else "")
