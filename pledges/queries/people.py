"""Who leads an organisation on a day."""

from datetime import date

from django.db.models import F, Q

from branches.models import Organisation, Secretary


def secretary_on(organisation: Organisation, day: date) -> str:
    """The name of who is secretary of `organisation` on `day` (R29), "" for nobody; of two the one who leaves first."""
    rows = Secretary.objects.filter(
        Q(left_on=None) | Q(left_on__gt=day), Q(term_from=None) | Q(term_from__lte=day), organisation=organisation
    )
    return rows.order_by(F("left_on").asc(nulls_last=True), "-pk").values_list("name", flat=True).first() or ""
