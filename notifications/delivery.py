"""Handing a mail to the mail server, at most once.

The row is claimed before anything leaves. What the server refused is tried again; where the connection broke after the
words had left, nobody can know, so the state says "perhaps sent" and the mail is never sent again by itself.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from email.encoders import encode_base64
from email.mime.base import MIMEBase
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications.enums import MailState
from notifications.models import Mail
from notifications.registry import MAIL, MUTED, SILENT, Attachment, Letter, MailKind

logger = logging.getLogger(__name__)

# Waiting time after the first, second, ... attempt; after one more the mail has failed.
BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
# Far longer than a mail server may take (`EMAIL_TIMEOUT`): whoever claimed the row is dead.
SENDING_AT_MOST = timedelta(minutes=5)
ENDS = frozenset({MailState.SENT, MailState.NOT_NEEDED, MailState.UNKNOWN})


@dataclass(frozen=True)
class Outcome:
    """What became of an attempt. `reason` is for the mail log: never an address."""

    state: MailState
    reason: str = ""


def deliver(mail_id: UUID) -> None:
    """Send this mail if it is due and nobody else is sending it."""
    mail = claim(mail_id)
    if mail is None:
        return
    outcome = attempt(mail)
    finish(mail, outcome)
    logger.info("Mail %s is %s after attempt %s.", mail.pk, outcome.state, mail.attempts)


def claim(mail_id: UUID) -> Mail | None:
    """The mail, if it was due and is now ours alone."""
    now = timezone.now()
    due = Mail.objects.filter(pk=mail_id, state=MailState.DUE, due_at__lte=now)
    if not due.update(state=MailState.SENDING, claimed_at=now, attempts=F("attempts") + 1):
        return None
    return Mail.objects.select_related("person").get(pk=mail_id)


def attempt(mail: Mail) -> Outcome:
    """Write the letter now, so that it is true now, and hand it over."""
    kind = MAIL.get(mail.kind)
    if kind is None:
        return Outcome(MailState.FAILED, _("This kind of mail is no longer known."))
    try:
        message = written(mail, kind)
    except Exception as error:  # a mistake in one kind of mail must not leave its row looking sent
        logger.error("Mail %s could not be written (%s).", mail.pk, type(error).__name__)
        return Outcome(MailState.DUE, _("The mail could not be written."))
    return Outcome(MailState.NOT_NEEDED) if message is None else hand_over(mail, message)


def written(mail: Mail, kind: MailKind) -> EmailMultiAlternatives | None:
    """The message as it is now, or None where it is no longer needed or nobody is there to get it."""
    gone = mail.person is not None and not mail.person.is_active
    gone = gone or is_muted(mail, kind)
    with timezone.override(mail.person.time_zone if mail.person else settings.TIME_ZONE):
        letter = None if gone else kind.write(mail)
        return None if letter is None else message_of(mail, letter, kind)


def is_muted(mail: Mail, kind: MailKind) -> bool:
    """Is nothing sent about this project now, or nothing to this person? Asked again at the moment of sending."""
    project_id = mail.project_id
    if kind.essential or project_id is None:
        return False
    if not kind.after_closing and any(source(project_id) for source in SILENT):
        return True
    return mail.person is not None and any(source(mail.person, project_id) for source in MUTED)


def message_of(mail: Mail, letter: Letter, kind: MailKind) -> EmailMultiAlternatives:
    """Plain text with the same as simple HTML. The Message-ID comes from the row: a second one would be recognised."""
    link = settings.BASE_URL + letter.link if letter.link else ""
    words = {"letter": letter, "link": link, "why": kind.why, "base_url": settings.BASE_URL}
    message = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=render_to_string("notifications/mail.txt", words),
        to=[mail.to],
        headers={
            "Message-ID": f"<{mail.pk}@{urlsplit(settings.BASE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string("notifications/mail.html", words), "text/html")
    if letter.attachment:
        message.attach(part_of(letter.attachment))
    return message


def part_of(file: Attachment) -> MIMEBase:
    """The file as a part of a mail, the parameters of its type kept: calendars read `method` there."""
    kind, *parameters = [word.strip() for word in file.content_type.split(";")]
    main, sub = kind.split("/")
    part = MIMEBase(main, sub)
    part.set_payload(file.content)
    encode_base64(part)
    for name, _sign, value in (parameter.partition("=") for parameter in parameters):
        part.set_param(name, value)
    part.add_header("Content-Disposition", "attachment", filename=file.name)
    return part


def hand_over(mail: Mail, message: EmailMultiAlternatives) -> Outcome:
    """Give the message to the mail server. Before the connection stands, nothing can have left."""
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # smtplib's errors are OSErrors
        logger.warning("Mail %s: no connection to the mail server (%s).", mail.pk, type(error).__name__)
        return Outcome(MailState.DUE, _("The mail server did not answer."))
    try:
        connection.send_messages([message])
    except Exception as error:
        return meaning(mail, error)
    finally:
        with suppress(OSError):  # a clumsy good-bye does not change what happened
            connection.close()
    return Outcome(MailState.SENT)


def code_of(error: Exception) -> int:
    """The server's answer to one recipient, sender or message."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return min(code for code, _words in error.recipients.values())
    return int(getattr(error, "smtp_code", 0))


def refused(error: Exception) -> Outcome:
    """The server said no: 4xx means later, everything else never."""
    code = code_of(error)
    state = MailState.DUE if 400 <= code < 500 else MailState.FAILED
    return Outcome(state, _("The mail server refused it (%(code)s).") % {"code": code})


def unsendable(error: Exception) -> Outcome:
    """The message could not be put into the form of a mail, so it never left."""
    return Outcome(MailState.FAILED, _("The address or the text cannot be sent by mail."))


# What an error while sending means, first match. Anything else may have come after the words had left.
MEANINGS: tuple[tuple[tuple[type[Exception], ...], Callable[[Exception], Outcome]], ...] = (
    ((smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException), refused),
    ((smtplib.SMTPNotSupportedError, ValueError), unsendable),
)


def meaning(mail: Mail, error: Exception) -> Outcome:
    """What an error while sending says about the mail."""
    logger.warning("Mail %s: %s while sending.", mail.pk, type(error).__name__)
    for kinds, outcome in MEANINGS:
        if isinstance(error, kinds):
            return outcome(error)
    return Outcome(MailState.UNKNOWN, _("The connection broke while it was being sent."))


def finish(mail: Mail, outcome: Outcome) -> None:
    """Write down what became of it, unless the sweeper has already given it up."""
    now = timezone.now()
    state, later = outcome.state, {}
    if state == MailState.DUE and mail.attempts > len(BACK_OFF):
        state = MailState.FAILED
    elif state == MailState.DUE:
        later = {"due_at": now + BACK_OFF[mail.attempts - 1]}
    ours = Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, claimed_at=mail.claimed_at)
    ours.update(
        state=state,
        reason=outcome.reason,
        sent_at=now if state == MailState.SENT else None,
        data={} if state in ENDS or (state == MailState.FAILED and is_secret(mail)) else mail.data,
        **later,
    )


def is_secret(mail: Mail) -> bool:
    """Do its words have to go even where it failed?"""
    kind = MAIL.get(mail.kind)
    return kind is None or kind.secret


def give_up_silent() -> int:
    """Rows whose sender died in mid-send: perhaps sent, never again. Answers how many."""
    silent = Mail.objects.filter(state=MailState.SENDING, claimed_at__lt=timezone.now() - SENDING_AT_MOST)
    return silent.update(state=MailState.UNKNOWN, data={}, reason=_("The worker stopped while it was being sent."))
