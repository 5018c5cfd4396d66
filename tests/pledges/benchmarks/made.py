"""Whom the branches of the tests follow."""

ADVANCED, GOOD, OUTSIDE = "0104", "0105", "0201"
REASON = {"exception_reason": "学科相近，可比性强"}
NEW = "/benchmarks/new/0101/"


def address(benchmark, verb=""):
    return f"/benchmarks/{benchmark.pk}/{verb}/" if verb else f"/benchmarks/{benchmark.pk}/"


def errors(response):
    """{field: sentences} of a form that came back, its rows' as item-0-item."""
    form = response.context["form"]
    found = {form.add_prefix(name): list(told) for name, told in form.errors.items()}
    for row in (row for rows in getattr(form, "row_sets", ()) for row in rows):
        found |= {row.add_prefix(name): list(told) for name, told in row.errors.items()}
    return found


def shown(response):
    """{name: value} of what the form of the items shows, as it would be sent back unchanged."""
    form = response.context["form"]
    parts = [form, *(part for rows in form.row_sets for part in (rows.management_form, *rows))]
    values = {bound.html_name: bound.value() for part in parts for bound in part}
    return {name: value for name, value in values.items() if value not in (None, "") and value is not False}
