"""An exception is asked for, approved or sent back (R35)."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.choices import EventKind
from core.log.acts import logged
from core.workflow.steps import RETURNED, step
from pledges.actions.benchmarks import checks
from pledges.actions.benchmarks.common import facts_of, hold, tell
from pledges.lifecycles.benchmarks import EXCEPTION
from pledges.models import Benchmark


@logged("ask_exception", EventKind.SUBMIT)
def ask(*, benchmark: Benchmark, exception_reason: str, by) -> None:
    """Ask the department for an exception, once more after a return. Raises: ValidationError without a reason, when it
    counts without one or would not count with one, and when it has ended."""
    hold(benchmark)
    if not checks.needs_exception(benchmark, facts_of(benchmark), timezone.localdate()):
        raise ValidationError(_("It needs no exception: it counts as it is."))
    checks.check_reason(exception_reason, needed=True)
    tell(benchmark)
    step(benchmark, EXCEPTION["ask"], by=by, exception_reason=exception_reason.strip(), reason="")


@logged("return", EventKind.RETURN)
def return_(*, benchmark: Benchmark, reason: str, by) -> None:
    """Send an exception back; `reason` stands on top of the benchmark. Raises: ValidationError without a reason."""
    tell(benchmark)
    step(benchmark, EXCEPTION["return"], by=by, remark=reason, reason=reason.strip()[:RETURNED])


@logged("approve", EventKind.DECISION)
def approve(*, benchmark: Benchmark, by) -> None:
    """Approve an exception: from today on it counts. Raises: ValidationError when it would not (any more): one of them
    is closed, the followed one stands too low, it has ended."""
    hold(benchmark)
    today = timezone.localdate()
    checks.needs_exception(benchmark, facts_of(benchmark), today)
    tell(benchmark)
    step(benchmark, EXCEPTION["approve"], by=by, approved_by=by, approved_on=today, reason="")
