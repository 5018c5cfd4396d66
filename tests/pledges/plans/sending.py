"""Forms of plans as a browser sends them: everything on the page, and what is typed into it."""


def shown(response):
    """{name: value} of what the form of a plan shows, its rows included, as it would be sent back unchanged."""
    form = response.context["form"]
    parts = [form, *(part for rows in form.row_sets for part in (rows.management_form, *rows))]
    bound = [one for part in parts for one in part]
    values = {one.html_name: one.value() for one in bound}
    return {name: value for name, value in values.items() if value not in (None, "") and value is not False}


def typed(*measures, **lines):
    """What somebody types: measures as texts, the other lines by name."""
    return {f"measure-{place}-text": text for place, text in enumerate(measures)} | lines


def new(kind, code):
    return f"/plans/new/{kind}/{code}/"


def errors(response):
    """{field: sentences} of a form of a plan that came back, its rows' as measure-0-text."""
    form = response.context["form"]
    found = {form.add_prefix(name): list(told) for name, told in form.errors.items()}
    for row in (row for rows in getattr(form, "row_sets", ()) for row in rows):
        found |= {row.add_prefix(name): list(told) for name, told in row.errors.items()}
    return found
