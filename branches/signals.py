"""What the floors above can follow: sent in the transaction of the change."""

from django.dispatch import Signal

# organisations: primary keys of those that were closed, merged or dissolved.
closed = Signal()
