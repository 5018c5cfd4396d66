"""Forms of review meetings as a browser sends them."""


def address(meeting, *further):
    return meeting.get_absolute_url() + "".join(f"{one}/" for one in further)


def shown(response):
    """{name: value} of what the form of a meeting shows, its sections included, as it would be sent back unchanged."""
    form = response.context["form"]
    sections = [(part, part.peers, part.actions) for part in getattr(form, "sections", ())]
    rows = [one for _part, *sets in sections for rows in sets for one in (rows.management_form, *rows)]
    values = {one.html_name: one.value() for part in (form, *(one[0] for one in sections), *rows) for one in part}
    return {name: value for name, value in values.items() if value not in (None, "") and value is not False}


def text(response):
    return response.content.decode()


def errors(response):
    """{field: sentences} of a form that came back, its sections' and rows' under their own names."""
    form = response.context["form"]
    parts = [form, *(part for section in getattr(form, "sections", ()) for part in section.parts)]
    return {part.add_prefix(name): list(told) for part in parts for name, told in part.errors.items()}
