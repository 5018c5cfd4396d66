"""What is held while an application is begun or handed in, so that of two at once only one gets through."""

from django.contrib.auth import get_user_model

from branches import tree
from branches.models import Organisation


def hold_place(organisation: Organisation) -> None:
    """Until the transaction ends nobody else hands in, supports or closes anything in the unit of `organisation`."""
    unit = Organisation.objects.filter(path=organisation.unit_path).exclude(pk=organisation.pk)
    tree.lock([organisation, *unit])


def hold_leader(user_id: int | None) -> None:
    """Until the transaction ends nobody else hands in what this user leads."""
    if user_id:
        get_user_model().objects.select_for_update(no_key=True).get(pk=user_id)
