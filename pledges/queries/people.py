"""Who leads an organisation."""

from datetime import date

from django.db.models import F, Q
from django.utils import timezone

from branches.models import Organisation, Secretary


def secretary_of(organisation: Organisation) -> str:
    """The name of who leads `organisation` today; "" while the post is vacant: one query."""
    return secretary_on(organisation, timezone.localdate())


def secretary_on(organisation: Organisation, day: date) -> str:
    """The name of who led `organisation` on `day` (R29), "" for nobody; of two the one who leaves first: one query."""
    rows = Secretary.objects.filter(
        Q(left_on=None) | Q(left_on__gt=day), Q(term_from=None) | Q(term_from__lte=day), organisation=organisation
    )
    return rows.order_by(F("left_on").asc(nulls_last=True), "-pk").values_list("name", flat=True).first() or ""
