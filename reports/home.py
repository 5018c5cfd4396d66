"""The front door: what this is for strangers, the role's own home for everyone who is signed in."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import has_people
from core.choices import Role
from core.web.access import public

# In the order in which a person of several roles is sent home; a page of one's own takes the code of the place.
HOMES = {
    Role.DEPARTMENT: "reports:department",
    Role.UNIT: "reports:unit",
    Role.BRANCH: "reports:branch",
    Role.VIEWER: "reports:targets",
    Role.EXPERT: "projects:desk",
    Role.ACCOUNTS: "admin:index",
    Role.AUDIT: "reports:log",
}
OWN_PLACES = (Role.UNIT, Role.BRANCH)


@public
@require_safe
def home(request):
    """The public front, the home of the person's first role, or whom to ask without one."""
    if not request.user.is_authenticated:
        return render(request, "reports/home/front.html", {"is_new": not has_people()})
    address = home_of(request.scope)
    if address:
        return redirect(address)
    return render(request, "reports/home/waiting.html")


def home_of(scope):
    """Where a person works, None for people without any appointment."""
    for role, name in HOMES.items():
        for place in scope.at(role):
            return reverse(name, args=[place.code] if role in OWN_PLACES else [])
    return None
