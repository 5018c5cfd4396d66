"""Where something stands that is reported and confirmed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportedState(models.TextChoices):
    """Where it stands; it is done when somebody else has confirmed what was reported (R26)."""

    OPEN = "open", pgettext_lazy("measure", "In progress")
    REPORTED = "reported", _("Reported")
    DONE = "done", pgettext_lazy("measure", "Done")
