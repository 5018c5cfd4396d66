"""Twinnings of the demo in the state a test needs, and who acts on them: read from the site's own database."""

from dataclasses import dataclass

LAGGING = 1


@dataclass(frozen=True)
class DemoTwinning:
    """A twinning with the user names of both branches' and the helped one's unit's secretaries; `record`: the key of
    one of its records, None when none was asked for."""

    number: int
    helped: str
    helper: str
    unit: str
    record: int | None

    @property
    def url(self):
        return f"/twinning/{self.number}/"


def demo_twinning(site, *, state, record=None):
    """The first DemoTwinning of two branches in that state; `record`: one of its records is in that state."""
    rows = site.rows()
    codes = {key: one["code"] for key, one in rows["branches_organisation"].items()}
    for number, one in rows["pledges_twinning"].items():
        told = rows["pledges_helprecord"].items()
        found = [key for key, row in told if row["twinning_id"] == number and record in (None, row["state"])]
        if one["state"] == state and one["helper_id"] and (record is None or found):
            branches = [f"branch-{codes[one[name]]}" for name in ("helped_id", "helper_id")]
            return DemoTwinning(number, *branches, _unit(rows, one["helped_id"]), found[0] if record else None)
    raise LookupError(f"the demo has no twinning that is {state} with a record that is {record}")


def unhelped(site):
    """(code of an open lagging branch that nobody helps nor is asked to, user name of its unit)."""
    rows = site.rows()
    helped = {one["helped_id"] for one in rows["pledges_twinning"].values() if one["state"] != "ended"}
    for key, one in rows["branches_organisation"].items():
        if one["kind"] == "branch" and one["closed_on"] is None and key in site.standing(LAGGING) - helped:
            return one["code"], _unit(rows, key)
    raise LookupError("every lagging branch is helped")


def _unit(rows, key):
    path = rows["branches_organisation"][key]["path"][:8]
    code = next(one["code"] for one in rows["branches_organisation"].values() if one["path"] == path)
    return f"unit-{code}"
