"""What the pages of the admin send, and where they stand."""

from branches.models import Appointment

ROSTER = "/admin/branches/organisation/"
INLINES = ("secretaries", "appointments", "appointments-2", "changes")


def page_of(organisation):
    return f"{ROSTER}{organisation.pk}/change/"


def errors(response):
    """The fields at fault."""
    return set(response.context["adminform"].form.errors)


def formsets(**counts):
    """Management forms of the inlines; `counts` by prefix: (total, initial)."""
    data = {}
    for prefix in INLINES:
        total, initial = counts.get(prefix.replace("-", "_"), (0, 0))
        data |= {f"{prefix}-TOTAL_FORMS": total, f"{prefix}-INITIAL_FORMS": initial}
    return data


def branch_data(branch, **facts):
    """What the page of `branch` sends when nothing but `facts` is changed."""
    data = {
        "name": branch.name,
        "category": branch.category,
        "basis": branch.basis,
        "members": branch.members or "",
        "founded_on": branch.founded_on or "",
        "on": "",
        "document": "",
        "reason": "",
    }
    held = Appointment.objects.filter(organisation=branch)
    rows = {f"appointments-{row}-id": one.pk for row, one in enumerate(held)}
    return data | rows | formsets(appointments=(len(held), len(held))) | facts
