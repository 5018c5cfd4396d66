"""What the changes of the tree ask of the department: one that is asked to be taken back waits for a second person."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from branches.choices import ChangeState
from branches.models import Change
from core.choices import Role
from core.todos import Todo, rule


@rule(Role.DEPARTMENT)
def asked_to_be_void(university, scope):
    """Changes that somebody else asked to take back (R28); of one's own it is a colleague's turn."""
    rows = scope.of(Change).filter(state=ChangeState.ASKED).exclude(asked_by=scope.user)
    for change in rows.select_related("organisation", "asked_by").order_by("asked_at"):
        facts = {"kind": change.get_kind_display(), "organisation": change.organisation.name}
        yield Todo(
            _("%(kind)s of %(organisation)s was entered in error, as a colleague says: confirm it or let it stand.")
            % facts,
            Role.DEPARTMENT,
            reverse("reports:change", args=[change.pk]),
            pgettext("step", "Look at it"),
            rule="R28",
            since=timezone.localdate(change.asked_at),
        )
