"""What stands around the rows of a ledger: who reports, on which day, and which rows they are."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from branches.as_of import names_on
from core.choices import Role
from core.workbooks.official import Filing

OVERSEERS = (Role.DEPARTMENT, Role.VIEWER)


def filing(request, query, units, counted):
    """The Filing of a ledger of so many rows, `counted` in words, of `units` (none: of everybody) on the day of `query`
    (BoardQuery)."""
    named = pgettext("between items", ", ").join(names_on(units, query.on).values())
    facts = {
        "campaign": query.campaign.name,
        "day": date_format(query.on),
        "units": named or _("the whole university"),
        "counted": counted,
    }
    note = _("%(campaign)s, state of %(day)s, %(units)s, %(counted)s.")
    return Filing(
        unit=named or _("%(university)s, organisation department") % {"university": request.scope.places[0].top},
        person=request.user.name or request.user.username,
        on=timezone.localdate(),
        note=note % facts,
    )
