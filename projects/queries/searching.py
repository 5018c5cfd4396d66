"""How projects are found by what somebody remembers of them."""

from django.db.models import Q, QuerySet

from branches.searching import called_or_led
from core.searching import says
from projects.models import TeamMember

WORDS = ("title", "number", "leader", "first_responsible")


def projects_matching(rows: QuerySet, text: str) -> QuerySet:
    """Those of `rows` (`projects_on`) of an organisation that `text` finds or whose secretary it names, with that
    number, or that say `text` in their title or as the name of a leader or member."""
    members = TeamMember.objects.filter(says(text, ["name"])).order_by()
    found = called_or_led(text, "organisation") | called_or_led(text, "supporting") | says(text, WORDS)
    return rows.filter(found | Q(id__in=members.values("project")))
