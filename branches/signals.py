"""What the floors above can follow: sent in the transaction of the change."""

from django.dispatch import Signal

# organisations: primary keys of those that were closed, merged or dissolved.
closed = Signal()

# changes: the Changes that were made void, all of one act (R28); what had ended with them has been given back.
voided = Signal()

# rows: instances that are about to be given back, as they would stand. Receivers answer with {(model, primary key): why
# not, in a few words} of those whose place was filled since.
giving_back = Signal()
