"""What accounts say to the apps above, inside the transaction in which it happens."""

from django.dispatch import Signal

# to, subject, text: a mail that signing in needs (a code, a new password). Heard by notifications.
sign_in_mail = Signal()

# person, keep_words: somebody is erased, in this transaction. `keep_words`: what they wrote stays, without identity.
person_erased = Signal()
# old, new: somebody who was added without an address has an account already: what was theirs becomes the account's.
person_merged = Signal()
