"""What somebody else's code saves (the admin, a form of Django) is part of the act that is open."""

from django.dispatch import receiver
from simple_history.signals import post_create_historical_record

from core.log import acts


@receiver(post_create_historical_record)
def kept(sender, instance, **kwargs) -> None:
    acts.wrote(type(instance), [instance.pk])
