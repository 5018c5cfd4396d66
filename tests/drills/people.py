"""32 people at work: in rounds each opens a form of the site, and all send at once, until every form was sent.

What is sent, and how its rows come into the state for it, stands in tests/races. Every request comes from an address of
its own, so that each entry of the log belongs to one of them. Promised of each round: no error; what was acknowledged
stands in the database and has one entry in the log; what was refused has none.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.drills.judging import Done, objections
from tests.drills.serving import served
from tests.drills.stage import Stage
from tests.drills.visiting import Visitor, hidden_fields
from tests.races.table import SENT

OF_NO_PAGE = (302, 405)  # a button beside which nothing is shown
TRIES = 3  # of a form with which nobody gets through, before that is told


def drill(*, people, seconds, chance, folder):
    """Let `people` send forms at once for so many seconds, and until each form was acknowledged.

    Yields (acknowledged, objections) of each round, and of what nobody got through with at all.
    """
    stage, book = Stage(people), Book()
    with served(folder) as port, ThreadPoolExecutor(people) as pool:
        visitors = {who: [Visitor(port, name) for name in names] for who, names in stage.people.items()}
        list(pool.map(Visitor.sign_in, [one for group in visitors.values() for one in group]))
        with stage.kept():
            while book.seconds < seconds or book.is_waiting():
                tasks, begun = stage.tasks(book.next(chance), visitors), time.monotonic()
                offered = filter(None, pool.map(opened, tasks))
                done = list(pool.map(sent, *zip(*offered, strict=True)))
                book.note(tasks, done, time.monotonic() - begun)
                yield sum(one.acknowledged for one in done), list(objections(done))
                stage.put_back()
    print(book.summary(), flush=True)
    yield 0, [f"nobody got through with {name}" for name in book.never()]


@dataclass
class Book:
    """Which forms were sent, how often somebody got through, and how long people worked."""

    seconds: float = 0
    slowest: float = 0
    requests: int = 0
    tried: dict = field(default_factory=lambda: dict.fromkeys(SENT, 0))
    acknowledged: dict = field(default_factory=lambda: dict.fromkeys(SENT, 0))

    def never(self):
        return [name for name, times in self.acknowledged.items() if not times]

    def is_waiting(self):
        return any(self.tried[name] < TRIES for name in self.never())

    def next(self, chance):
        """The forms of the next round, the first one for certain: alone when it got in the way of others before."""
        open_ = [name for name in self.never() if self.tried[name] < TRIES]
        again = [name for name in open_ if self.tried[name]]
        if again and len(again) == len(open_):
            return again[:1]
        names = [name for name in open_ if not self.tried[name]] or list(SENT)
        return chance.sample(names, len(names))

    def note(self, tasks, done, seconds):
        self.seconds += seconds
        self.requests += len(done)
        self.slowest = max([self.slowest, *(one.reply.seconds for one in done)])
        for name in {task.name for task in tasks}:
            self.tried[name] += 1
        for one in done:
            self.acknowledged[one.task.name] += one.acknowledged

    def summary(self):
        """One line."""
        through = len(SENT) - len(self.never())
        return (
            f"{self.requests} forms sent in {self.seconds:.0f} s, the slowest answer {self.slowest:.1f} s; "
            f"{through} of {len(SENT)} kinds acknowledged"
        )


def opened(task):
    """(the task, the hidden fields of its page) where the page offers what is to be sent, else None."""
    page = task.visitor.open(task.path)
    if page.status in OF_NO_PAGE:
        return task, {}
    return (task, hidden_fields(page)) if page.status == 200 and task.is_offered(page) else None


def sent(task, hidden):
    """Send the form, look where it leads: it worked when nothing but good is said there."""
    visitor, form = task.visitor, task.sent
    reply = visitor.send(task.path, hidden | task.data, form.files())
    if form.says:
        return Done(task, reply, reply.status == 200 and form.says in reply.page)
    told = visitor.told(reply) if reply.status == 302 else {"error"}
    return Done(task, reply, not told or "success" in told)
