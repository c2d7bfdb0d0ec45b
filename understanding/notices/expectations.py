"""What of expectations needs somebody, and the mail that says that everybody is asked."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from notifications.models import Mail
from notifications.registry import Letter, MailKind, Need, declare_mail, declare_needs
from understanding.models import ExpectationRound
from understanding.queries import expectations
from understanding.queries.expectations import address


def _write_asked(mail: Mail) -> Letter | None:
    """Not needed any more once they have sent, the round is revealed, the project closed or their part over."""
    row = expectations.open_rounds().select_related("project").filter(pk=mail.data.get("round")).first()
    if row is None or not expectations.members_to_tell(row).filter(person=mail.person_id).exists():
        return None
    return Letter(
        subject=_("What do you expect?"),
        text=_(
            "You take part in the project %(project)s. Everybody in it is asked what they expect of it.\n\n"
            "There are four questions. You can answer one of them or all. Nobody reads what you write before it is "
            "revealed to everybody who takes part.\n"
        )
        % {"project": row.project.title},
        link=address("write", row, 1),
    )


ASKED = declare_mail(
    MailKind(
        name="understanding.expectations_asked",
        why=gettext_lazy("You get this because you take part in a project that asks everybody what they expect."),
        write=_write_asked,
    )
)


@declare_needs(expectations.rounds_to_write, gettext_lazy("Expectations to write"))
def expectation_to_write(row: ExpectationRound, person: User, now: datetime) -> Need:
    """A round in which this person has sent nothing."""
    return Need(
        title=_("Say what you expect"),
        reason=_("Everybody who takes part is asked. Nobody reads it before it is revealed."),
        url=address("write", row, 1),
        project=row.project.title,
    )


@declare_needs(expectations.rounds_to_reveal, gettext_lazy("Expectations to reveal"))
def expectations_to_reveal(row: ExpectationRound, person: User, now: datetime) -> Need:
    """A round that waits for a coordinator, since everybody has sent."""
    return Need(
        title=_("Reveal the expectations"),
        reason=_("Everybody who takes part has sent what they expect."),
        url=address("reveal", row),
        project=row.project.title,
    )
