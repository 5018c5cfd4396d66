"""The reason that goes with a decision."""

from django.utils.translation import gettext_lazy as _

from core.history import REASON_LENGTH
from core.workflow.forms import reason_form

ReopeningForm = reason_form(_("Reason for the reopening"))
AdmissionForm = reason_form(_("Reason for the permission"), REASON_LENGTH)  # the history alone keeps it
