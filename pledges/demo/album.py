"""Proofs: drawn pictures of meetings, scanned lists of who came, links to the news."""

from branches.demo.drawings import kept, meeting, signatures
from pledges.demo.words.said import LINKS
from pledges.models import Proof

FILES = 16  # so many reports show a file, the others of every third a link


class Album:
    """Hands out proofs in turn: for a plan, as of a day."""

    def __init__(self, dice):
        self._dice, self._asked = dice, 0

    def proofs(self, plan, day):
        """The proofs of one report, maybe none."""
        self._asked += 1
        if self._asked <= FILES:
            return [plan.show(day, self._sheet(day) if self._asked % 4 == 2 else self.photo(day, Proof()))]
        return [] if self._asked % 3 else [plan.show(day, Proof(link=LINKS[self._asked % len(LINKS)]))]

    def photo(self, day, row):
        """`row` (a KeptFile), whose file in the store is a picture of a meeting."""
        return kept(row, f"{day}活动现场.jpg", "image/jpeg", meeting(self._dice), "JPEG")

    def _sheet(self, day):
        return kept(Proof(), f"{day}签到表.pdf", "application/pdf", signatures(self._dice), "PDF")
