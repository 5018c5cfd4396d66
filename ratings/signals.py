"""What the floors above can follow: sent in the transaction of the change."""

from django.dispatch import Signal

# campaign; organisations: primary keys of those whose standings were derived again, None: all. Also when its targets
# were changed.
derived = Signal()
