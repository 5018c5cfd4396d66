"""Who leads an organisation."""

from branches.models import Organisation, Secretary


def secretary_of(organisation: Organisation) -> str:
    """The name of who leads `organisation` now; "" while the post is vacant: one query."""
    rows = Secretary.objects.filter(organisation=organisation, left_on=None)
    return rows.values_list("name", flat=True).first() or ""
