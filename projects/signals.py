"""Signals that projects send, in the transaction of what they tell; apps above hear them."""

from django.dispatch import Signal

# membership: its person chose another name for this project, in this transaction. Heard by dialogues for the seats.
naming_changed = Signal()
