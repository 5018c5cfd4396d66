"""Who may not judge which project (R37). Pure: people and projects as values in, what was found out."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy

from core.names import same_name


class ConflictFound(models.TextChoices):
    """What the system finds by itself. A typed name may be somebody else's: that an officer confirms."""

    OWN_UNIT = "own_unit", pgettext_lazy("conflict", "Of the own unit")
    TEAM = "team", pgettext_lazy("conflict", "Leads the project or is of its team")
    SAME_NAME = "same_name", pgettext_lazy("conflict", "Same name as in the team")


BARRED = (ConflictFound.OWN_UNIT, ConflictFound.TEAM)


@dataclass(frozen=True)
class Judge:
    """An expert: account, name, the path of the own unit ("": from outside)."""

    user: int
    name: str
    unit: str = ""


@dataclass(frozen=True)
class Judged:
    """A project: the path of its organisation, the leader and the team as (account or None, name)."""

    path: str
    people: tuple[tuple[int | None, str], ...]


def conflict_found(judge: Judge, judged: Judged) -> ConflictFound | None:
    """What stands between `judge` and what is `judged`; None: nothing. A name that has an account is that person's, and
    is held against nobody else."""
    if judge.unit and judged.path.startswith(judge.unit):
        return ConflictFound.OWN_UNIT
    if any(user == judge.user for user, _name in judged.people):
        return ConflictFound.TEAM
    typed = [name for user, name in judged.people if user is None and name]
    return ConflictFound.SAME_NAME if any(same_name(judge.name, name) for name in typed) else None
