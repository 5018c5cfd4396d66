"""What stands around the rows of a ledger: who reports, on which day, and which rows they are."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from branches.as_of import names_on
from core.choices import Role
from core.workbooks.official import Filing

OVERSEERS = (Role.DEPARTMENT, Role.VIEWER)


def filing(request, query, units, count):
    """The Filing of a ledger of `count` plans of `units` (none: of everybody) on the day of `query` (BoardQuery)."""
    named = pgettext("between items", ", ").join(names_on(units, query.on).values())
    facts = {
        "campaign": query.campaign.name,
        "day": date_format(query.on),
        "units": named or _("the whole university"),
        "count": count,
    }
    note = ngettext(
        "%(campaign)s, state of %(day)s, %(units)s, %(count)d plan.",
        "%(campaign)s, state of %(day)s, %(units)s, %(count)d plans.",
        count,
    )
    return Filing(
        unit=named or _("%(university)s, organisation department") % {"university": request.scope.places[0].top},
        person=request.user.name or request.user.username,
        on=timezone.localdate(),
        note=note % facts,
    )
