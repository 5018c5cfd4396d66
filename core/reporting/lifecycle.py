"""Who confirms what was reported, and who does not: nobody their own report (R26)."""

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.reporting.choices import ReportedState
from core.reporting.models import Report, Reportable
from core.workflow.lifecycle import Guard, Lifecycle, Transition


def confirming(role: str, guard: Guard) -> Lifecycle:
    """The life-cycle of what `role` confirms or sends back; `guard`: who does not confirm."""
    reported = frozenset({ReportedState.REPORTED})
    return Lifecycle(
        (
            Transition("confirm", _("Confirm as done"), reported, ReportedState.DONE, role, guard=guard),
            Transition("unconfirm", _("Not done yet"), reported, ReportedState.OPEN, role, remark=True),
        )
    )


def no_reporter(reports: type[Report], lookup: str, sentence: str | Promise) -> Guard:
    """Bars who made one of the `reports` of a row, which hang on it by `lookup`; what somebody took over from a ledger
    was not theirs. The `sentence` says so."""

    def condition(user):
        own = reports._default_manager.filter(by__isnull=False, by=user).exclude(reported_as="")
        return ~Exists(own.filter(**{lookup: OuterRef("pk")}))

    return Guard(condition, sentence)


def has_reported(user, row: Reportable) -> bool:
    """Whether `user` made one of the reports of `row`. No query where they are read already."""
    return any(update.by_id == user.pk and update.reported_as for update in row.updates.all())
