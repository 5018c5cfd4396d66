"""How rows are found by whose they are."""

from django.db.models import Q

from branches.models import Organisation, Secretary
from core.names import fold
from core.searching import says


def called_or_led(text: str, lookup: str) -> Q:
    """Rows whose organisation at `lookup` is found by `text`: by its own name, or by that of who leads or led it."""
    found = Organisation.objects.order_by().matching(fold(text)).values("pk")
    led = Secretary.objects.filter(says(text, ["name"])).order_by().values("organisation")
    return Q(**{f"{lookup}__in": found}) | Q(**{f"{lookup}__in": led})
