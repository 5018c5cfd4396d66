"""The receipt of an expenditure that came without one, as a ledger or a workbook brings it (R36)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import history
from core.attachments.fields import Attachment
from core.choices import EventKind
from core.log.acts import logged
from core.reporting.verbs import keep_proof
from core.workflow.lifecycle import TooLate
from projects.actions.common import hold, tell
from projects.choices import FileUse
from projects.models import Expenditure, ProjectFile


@logged("receipt", EventKind.DECISION)
def add_receipt(*, expenditure: Expenditure, receipt: Attachment, by) -> None:
    """Keep the `receipt` of `expenditure`, also when its project has ended.

    Raises: ValidationError for an entry that is void; TooLate when it has its receipt already.
    """
    project = hold(expenditure.project)
    expenditure.refresh_from_db(fields=["receipt", "voided_at"])
    if expenditure.voided_at:
        raise ValidationError(_("This entry is void already."))
    if expenditure.receipt_id:
        raise TooLate(_("This entry has its receipt already."))
    expenditure.receipt = keep_proof(ProjectFile(project=project, use=FileUse.RECEIPT), file=receipt, by=by)
    tell(project, on=expenditure.on.isoformat(), amount=str(expenditure.amount))
    history.save(expenditure, by=by, fields=["receipt"])
