"""What the page of a change of the tree shows (R28)."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from branches import actions
from branches.actions import VOIDING
from branches.choices import ChangeState
from branches.models import Change
from core.choices import Role
from core.workflow.bar import WorkflowBar, bar
from core.workflow.lifecycle import own_part
from core.workflow.verbs import VerbButton
from reports.restructuring.list import ChangeLine, lines_of


class ChangePage:
    """A change of the tree for one person of the department."""

    def __init__(self, change: Change, request):
        self.change, self.user = change, request.user

    @cached_property
    def line(self) -> ChangeLine:
        """Before and after, in words."""
        [line] = lines_of([self.change])
        return line

    @cached_property
    def parts(self) -> list[Change]:
        """What happened along with it."""
        return list(self.change.parts.select_related("organisation").order_by("pk"))

    @cached_property
    def obstacle(self) -> str:
        """What rests on it, in a sentence; "" when it can be taken back."""
        if self.change.is_void:
            return ""
        try:
            actions.refuse_resting(self.change)
        except ValidationError as error:
            return " ".join(error.messages)
        return ""

    @property
    def way(self) -> WorkflowBar | None:
        """How far taking it back has come; None while nobody asked."""
        if self.change.state == ChangeState.IN_FORCE:
            return None
        waits = _("somebody else of the organisation department confirms") if not self.change.is_void else ""
        return bar(list(ChangeState), ChangeState(self.change.state), waits)

    @cached_property
    def verbs(self) -> list[VerbButton]:
        """What this person may do about it now."""
        ready = VOIDING.open_to(self.change.state, {Role.DEPARTMENT})
        ready = [one for one in ready if not own_part(self.change, one, self.user)]
        if self.obstacle:
            ready = [one for one in ready if one.name == "keep"]
        return [VerbButton(one, at_once=one.name == "keep", primary=one.name == "void") for one in ready]
