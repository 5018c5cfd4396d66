"""One thing that is done, in the words of who does it."""

from decimal import Decimal
from typing import NamedTuple


class Deed(NamedTuple):
    """A measure as it is promised, by whom, what is reported of it in order; `start` and `goal` of a countable one."""

    text: str
    post: str
    reports: tuple[str, ...]
    start: int | None = None
    goal: int | None = None

    def value(self, part, whole):
        """Where a countable one stands after `part` of `whole` steps; None for another."""
        return None if self.goal is None else exact(self.start + (self.goal - self.start) * part // whole)


def exact(number):
    """A whole number as the database gives it back; None stays None."""
    return None if number is None else Decimal(number).quantize(Decimal("0.01"))


SECRETARY = ""  # who is responsible for the whole plan
ORGANISER, PROPAGANDA, DISCIPLINE, YOUTH = "组织委员", "宣传委员", "纪检委员", "青年委员"
