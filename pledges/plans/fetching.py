"""A plan within the scope of who asks, and the way down to it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pledges.models import Plan


def plan_of(request, number) -> Plan:
    """The plan of that number with its organisation and campaign. Raises: Http404 outside the scope."""
    return request.scope.get(request.scope.of(Plan).with_people(), pk=number)


def crumbs_on(query, plan) -> list:
    """The way to its page on the day of `query`, whose organisation is called as on it."""
    owner, day = plan.organisation, query.string
    way = [(_("Plans"), reverse("pledges:plans") + day), (owner.name, owner.get_absolute_url() + day)]
    return [*way, (str(plan), None)]


def crumbs(request, plan, *further) -> list:
    """The way: all plans, the organisation, the plan, `further` labels; in between (label, address)."""
    owner = plan.organisation
    way = [(_("Plans"), reverse("pledges:plans")), (owner.name, owner.get_absolute_url())]
    if not further:
        return [*way, (str(plan), None)]
    return [
        *way,
        (str(plan), plan.get_absolute_url()),
        *(one if isinstance(one, tuple) else (one, None) for one in further),
    ]
