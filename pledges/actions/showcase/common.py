"""What every verb about the showcase does: the branch and the entry held, what the log says of it."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from branches import tree
from branches.models import Organisation
from core.log.acts import about
from pledges.actions.showcase.checks import check_branch
from pledges.lifecycles.showcase import WRITTEN
from pledges.models import ShowcaseEntry
from ratings.queries.cohort import tier_of


def hold_branch(organisation: Organisation) -> None:
    """Until the transaction ends nobody closes it. Raises: ValidationError when it may not be shown today."""
    tree.lock([organisation])
    today = timezone.localdate()
    check_branch(organisation, tier_of(organisation, today), today=today)


def hold_written(entry: ShowcaseEntry) -> None:
    """Until the transaction ends nobody submits it. Raises: ValidationError when it is not being written."""
    fresh = ShowcaseEntry.objects.select_for_update().filter(pk=entry.pk, state__in=WRITTEN).first()
    if fresh is None:
        raise ValidationError(_("The entry was submitted in the meantime and cannot be changed now."))
    entry.state, entry.reason = fresh.state, fresh.reason  # the history tells them with the text


def tell(entry: ShowcaseEntry) -> None:
    """Say in the log that this is about `entry`."""
    about(entry, showcase=entry.pk, organisation=entry.organisation.code)
