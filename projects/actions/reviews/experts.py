"""What is known of an expert: the own unit, the field."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from branches.models import Organisation
from core import history
from core.validators import refuse
from projects.models import Expert


@transaction.atomic
def describe(*, user, unit: Organisation | None, field: str, by) -> Expert:
    """Note the own `unit` (None: from outside) and the `field` of the expert `user`. Returns the record.

    Raises: ValidationError for a `unit` that is none.
    """
    if unit and not unit.is_unit:
        refuse("unit", _("%(name)s is no base organisation."), name=unit.name)
    expert = Expert.objects.select_for_update().filter(user=user).first() or Expert(user=user)
    expert.unit, expert.field = unit, field
    history.save(expert, by=by)
    return expert
