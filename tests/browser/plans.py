"""Plans of the demo in the state a test needs, and who acts on them: read from the site's own database."""

from dataclasses import dataclass

from tests.workbooks import write_book

ORDINARY, LAGGING = 2, 1


@dataclass(frozen=True)
class DemoPlan:
    """A plan with the user names of its branch's and its unit's secretary."""

    number: int
    branch: str
    unit: str
    measures: tuple

    @property
    def url(self):
        return f"/plans/{self.number}/"


def demo_plan(site, *, kind, state, measure=None, official=False, **facts):
    """The first DemoPlan of a branch of that kind and state; `measure`: one of its measures is in that state;
    `official`: no rating of the branch waits; `facts`: further columns of the plan."""
    rows = site.rows()
    waiting = _waiting(rows) if official else set()
    wanted = {"kind": kind, "state": state, **facts}
    for number, plan in rows["pledges_plan"].items():
        if any(plan[name] != value for name, value in wanted.items()):
            continue
        owner = rows["branches_organisation"][plan["organisation_id"]]
        found = [one for one in rows["pledges_measure"].values() if one["plan_id"] == number and not one["dropped_on"]]
        if (
            plan["organisation_id"] not in waiting
            and owner["kind"] == "branch"
            and (measure is None or any(one["state"] == measure for one in found))
        ):
            numbers = tuple(one["number"] for one in found if measure in (None, one["state"]))
            return DemoPlan(number, f"branch-{owner['code']}", _unit(rows, owner), numbers)
    raise LookupError(f"the demo has no plan that is {wanted}")


def owing(site, tier, kind, *, official=False):
    """(code of an open branch that stands at `tier` and has no plan of `kind`, user name of its unit); `official`: no
    rating of it waits."""
    rows = site.rows()
    waiting = _waiting(rows) if official else set()
    planned = {plan["organisation_id"] for plan in rows["pledges_plan"].values() if plan["kind"] == kind}
    standing = site.standing(tier)
    for key, one in rows["branches_organisation"].items():
        if one["kind"] == "branch" and one["closed_on"] is None and key in standing - planned - waiting:
            return one["code"], _unit(rows, one)
    raise LookupError(f"every branch that stands at {tier} has a {kind}")


def _waiting(rows):
    """Keys of the organisations of which a rating is not decided."""
    return {one["organisation_id"] for one in rows["ratings_rating"].values() if one["state"] != "approved"}


def _unit(rows, owner):
    path = owner["path"][:8]
    code = next(one["code"] for one in rows["branches_organisation"].values() if one["path"] == path)
    return f"unit-{code}"


def rated(site, folder, code, tier):
    """The branch is officially rated at `tier` (its word) in the latest round, as the department's ledger says."""
    rows = site.rows()
    round_ = max(rows["ratings_round"].values(), key=lambda one: one["reference_date"])["code"]
    name = next(one["name"] for one in rows["branches_organisation"].values() if one["code"] == code)
    heading = ["轮次编码", "组织编码", "组织名称", "得分", "等次", "备注"]
    book = write_book(folder / "ratings.xlsx", {"分类定级": [heading, [round_, code, name, None, tier, ""]]})
    site.manage("import_sheet", "ratings", str(book))
