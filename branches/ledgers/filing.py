"""What stands around the rows of a ledger: who reports, on which day, and which rows they are."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.as_of import names_on
from branches.ledgers.list import DayLedger
from core.phrases import listed
from core.workbooks.official import Filing


def filing(request: HttpRequest, shown: DayLedger, units: list) -> Filing:
    """The Filing of the ledger `shown`, of `units` (none: of everybody)."""
    on = shown.query.on
    named = listed(names_on(units, on).values())
    facts = {
        "day": date_format(on),
        "units": named or _("the whole university"),
        "counted": shown.counted(shown.count),
    }
    return Filing(
        unit=named or _("%(university)s, organisation department") % {"university": request.scope.places[0].top},
        person=request.user.name or request.user.username,
        on=timezone.localdate(),
        note=shown.noted(facts),
    )
