"""What is known of an expert: the own unit, the field."""

from django.utils.translation import gettext_lazy as _

from branches.models import Organisation
from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.validators import refuse
from projects.models import Expert


@logged("describe_expert", EventKind.WRITE)
def describe(*, user, unit: Organisation | None, field: str, by) -> Expert:
    """Note the own `unit` (None: from outside) and the `field` of the expert `user`. Returns the record.

    Raises: ValidationError for a `unit` that is none.
    """
    if unit and not unit.is_unit:
        refuse("unit", _("%(name)s is no base organisation."), name=unit.name)
    expert = hold_expert(user) or Expert(user=user)
    expert.unit, expert.field = unit, field
    history.save(expert, by=by)
    return expert


def hold_expert(user) -> Expert | None:
    """Until the transaction ends nobody else writes the record of `user`. Returns it; None before there is one."""
    return Expert.objects.select_for_update().filter(user=user).first()
