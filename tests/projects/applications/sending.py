"""The form of an application as a browser sends it."""

TEXTS = {
    "title": "“课题组学习日”",
    "leader": "李敏",
    "first_responsible": "王建国",
    "starts_on": "2012-09-01",
    "ends_on": "2013-08-31",
    "background": "教工党员分散。",
    "goals": "每月一次。",
    "innovation": "轮流主讲。",
    "method": "试点、推广。",
    "expected": "形成做法。",
    "conditions": "已有学习室。",
    "own_part": "500",
    "project_class": "general",
}
LINES = ({"use": "书籍", "amount": "1200.00"}, {"use": "活动", "amount": "800"})
STEPS = ({"text": "编制计划", "ends_on": "2012-10-31", "person": "张强"},)


def rows(prefix, texts):
    """Rows of one kind, new ones."""
    sent = {f"{prefix}-TOTAL_FORMS": str(len(texts)), f"{prefix}-INITIAL_FORMS": "0"}
    for place, row in enumerate(texts):
        sent |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return sent


def sent(*, members=(), steps=STEPS, lines=LINES, **facts):
    """All of it, with other `facts`."""
    return {**TEXTS, **rows("member", members), **rows("step", steps), **rows("line", lines), **facts}


def again(response):
    """What the form shows, as it would be sent back unchanged."""
    form = response.context["form"]
    parts = [form, *(part for _, _, rows in form.row_sets for part in (rows.management_form, *rows))]
    values = {one.html_name: one.value() for part in parts for one in part}
    return {name: value for name, value in values.items() if value not in (None, "") and value is not False}


def errors(response):
    """{field: sentences} of a form that came back, its rows' as line-0-use."""
    form = response.context["form"]
    found = {name: list(told) for name, told in form.errors.items()}
    for row in (row for _, _, rows in form.row_sets for row in rows):
        found |= {row.add_prefix(name): list(told) for name, told in row.errors.items()}
    return found
