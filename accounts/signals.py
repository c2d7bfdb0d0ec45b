"""Said low, heard high."""

from django.dispatch import Signal

# to, subject, text: a mail that signing in needs (a code, a new password). Heard by notifications.
sign_in_mail = Signal()
