"""Said low, heard high."""

from django.dispatch import Signal

# membership: its person chose another name for this project, in this transaction. Heard by dialogues for the seats.
naming_changed = Signal()
