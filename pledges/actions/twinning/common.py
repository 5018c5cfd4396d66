"""What the log says of every verb about twinnings."""

from core.log.acts import about
from pledges.models import Twinning


def tell(twinning: Twinning, **detail) -> None:
    """Say in the log that this is about `twinning`."""
    facts = {"organisation": twinning.helped.code, "helper": twinning.helper_called}
    about(twinning, twinning=twinning.pk, **facts, **detail)
