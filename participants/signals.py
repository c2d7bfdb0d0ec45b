"""Said low, heard high."""

from django.dispatch import Signal

# withdrawal: a person withdrew, in this transaction. Dialogues removes words, reports ends files that hold them.
participant_withdrawn = Signal()
