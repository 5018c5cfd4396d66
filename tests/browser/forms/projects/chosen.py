"""Projects of the demo, by where they stand, and who has to do with them."""


def chosen(site, state, **having):
    """(number, user name of who carries it out, of its unit) of the first project of the university in `state` that
    has as many rows as `having` says: tables of the app, by name."""
    rows = site.rows()
    organisations = rows["branches_organisation"]
    codes = {one["path"]: one["code"] for one in organisations.values()}
    for _key, one in sorted(rows["projects_project"].items()):
        counts = {table: counted(rows, table, one["id"]) for table in having}
        owner = organisations[one["organisation_id"]]
        if one["state"] == state and one["level"] == "university" and counts == having:
            return one["id"], f"branch-{owner['code']}", f"unit-{codes[owner['path'][:8]]}"
    raise LookupError(f"no project is {state} with {having}")


def counted(rows, table, project):
    """How many rows of `table` a project has."""
    return sum(one["project_id"] == project for one in rows[f"projects_{table}"].values())
