"""Whether two things that last for days do so on one day (R35). Pure."""

from datetime import date

from core.names import name_key


def overlap(one, other) -> bool:
    """Whether both of two rows with `starts_on` and `ends_on` (half-open; None: no end yet) last on one day; what ends
    on the day it starts lasts on none."""
    return max(one.starts_on, other.starts_on) < min(one.ends_on or date.max, other.ends_on or date.max)


def pair_of(twinning) -> tuple:
    """Who helps whom: a branch by its key, a leader or a department by what it is called, the post in front or not told
    apart from the name."""
    named = name_key(f"{twinning.helper_post}{twinning.helper_name}")
    return twinning.helped_id, twinning.helper_kind, twinning.helper_id or named


def clash(one, other) -> bool:
    """Whether two twinnings of one pair overlap; what was declined or withdrawn (`came_to_nothing`) bars nothing."""
    return not one.came_to_nothing and not other.came_to_nothing and overlap(one, other)
