"""What the floors above can follow: sent in the transaction of the change."""

from django.dispatch import Signal

# user: whoever chose a new password of their own.
own_password_changed = Signal()
