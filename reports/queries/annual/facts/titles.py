"""What the sheets of facts are called."""

from enum import StrEnum

FACTS = "明细"  # how each begins, and nothing else does


class FactTitle(StrEnum):
    """The sheets that every table is counted from."""

    BRANCHES = f"{FACTS}-党支部"
    PLANS = f"{FACTS}-计划"
    BENCHMARKS = f"{FACTS}-对标"
    MEETINGS = f"{FACTS}-点评"
    TWINNINGS = f"{FACTS}-帮扶"
    PROJECTS = f"{FACTS}-项目"
    SECRETARIES = f"{FACTS}-书记"
