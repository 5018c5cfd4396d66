"""Who may open which address of grading, and what there is to see."""

from datetime import date

from ratings.choices import State, Tier
from tests.access.rows import UNIVERSITY_ONLY, AccessRow
from tests.world import found, rate

BASELINE_ROUND, ROUND = "2012-1", "2012-2"
RATED = {"score": "82", "tier": "3", "remark": "", "version": ""}

PAGES = {
    "ratings:campaigns": AccessRow("A"),
    "ratings:review": AccessRow("A", own=(ROUND,)),
    "ratings:flow": AccessRow("AVvU", own=(ROUND,)),
    "ratings:flow_sheet": AccessRow("AVvU", own=(ROUND,)),
    "ratings:grid_sheet": AccessRow("U", own=("01", ROUND), other=("02", ROUND)),
    "ratings:round": AccessRow("AVvUB", own=(ROUND,)),
    "ratings:round_progress": AccessRow("AVvU", own=(ROUND,)),
    "ratings:round_progress_sheet": AccessRow("AVvU", own=(ROUND,)),
    "ratings:round_sheet": AccessRow("AVvUB", own=(ROUND,)),
    "ratings:rounds": AccessRow("AVvUB"),
}
FORMS = {
    "ratings:admit": AccessRow("A", own=(ROUND, "0104")),
    "ratings:approve": AccessRow("A", own=(ROUND,)),
    "ratings:base_check": AccessRow("AV", send="A", own=(ROUND,), but=UNIVERSITY_ONLY),
    "ratings:base_grid": AccessRow("AV", send="A", own=(ROUND,), but=UNIVERSITY_ONLY),
    "ratings:campaign_edit": AccessRow("A", own=("2012",)),
    "ratings:campaign_new": AccessRow("A"),
    "ratings:campaign_remove": AccessRow("A", own=("2012",)),
    "ratings:check": AccessRow("AVvU", send="U", own=("01", ROUND), other=("02", ROUND)),
    "ratings:grid": AccessRow("AVvU", send="U", own=("01", ROUND), other=("02", ROUND)),
    "ratings:remind": AccessRow("A", own=(ROUND,), query="?all=1"),
    "ratings:reopen": AccessRow("A", own=(BASELINE_ROUND, "0101")),
    "ratings:return": AccessRow("A", own=(ROUND,)),
    "ratings:round_edit": AccessRow("A", own=(ROUND,)),
    "ratings:round_new": AccessRow("A", own=("2012",)),
}
VERBS = {
    "ratings:base_row": AccessRow("A", own=(ROUND, "01"), data=RATED),
    "ratings:row": AccessRow("U", own=("01", ROUND, "0101"), other=("02", ROUND, "0201"), data=RATED),
}


def occupy(world):
    """Baselines, submitted ratings of two units, a branch in its first year."""
    for code in ("0101", "0102", "0201", "01", "02"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    for code in ("0102", "0202"):
        rate(world[code], world.later, Tier.GOOD, state=State.SUBMITTED, submitted_by=world.people["unit-02"])
    found(world["01"], "0104", founded_on=date(2012, 6, 1))
