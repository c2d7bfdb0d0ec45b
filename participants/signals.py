"""Signals that participants send, in the transaction of what they tell; apps above hear them."""

from django.dispatch import Signal

# withdrawal: a person withdrew, in this transaction. Each app above takes back what it keeps of them.
participant_withdrawn = Signal()
