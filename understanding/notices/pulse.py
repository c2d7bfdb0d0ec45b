"""Who is asked for the pulse, and the mail that says that it is open. Whether somebody has answered is in no mail."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.dates import end_of_day, say_day, site_today
from notifications.models import Mail
from notifications.registry import Letter, MailKind, Need, declare_mail, declare_needs
from understanding.models import PulseRound
from understanding.policies import pulse as rules
from understanding.queries import pulse as queries


def _write_opened(mail: Mail) -> Letter | None:
    """Not needed any more where the round is over, the project closed, or this person does not take part now.

    It does not ask whether they have answered: the log of mails would tell an administrator who has.
    """
    row = PulseRound.objects.select_related("project").filter(pk=mail.data["round"]).first()
    if row is None or rules.why_no_answer(row, site_today()):
        return None
    if not queries.members_asked(row).filter(person=mail.person_id).exists():
        return None
    words = {"project": row.project.title, "day": say_day(row.closes_on)}
    return Letter(
        subject=_("How is our work together going?"),
        text=_(
            "In the project %(project)s everybody is asked how the work together is going.\n\n"
            "There are eight short statements. You say how far you agree. You can leave out any of them. It takes "
            "about three minutes.\n\n"
            "Nobody sees your answers. They are added up with those of others and then deleted. You can answer, and "
            "change your answers, until the end of %(day)s.\n"
        )
        % words,
        link=queries.answer_address(row),
    )


PULSE_OPENED = declare_mail(
    MailKind(
        name="understanding.pulse_opened",
        why=gettext_lazy("You get this because you take part in a project and a coordinator asks everybody."),
        write=_write_opened,
    )
)


@declare_needs(queries.unanswered_rounds, gettext_lazy("Pulses to answer"))
def pulse_to_answer(row: PulseRound, person: User, now: datetime) -> Need:
    """An open round that this person has not answered; gone once they have, or once the round is over."""
    return Need(
        title=_("Answer the pulse"),
        reason=_("Everybody who takes part is asked. You can leave out any statement."),
        url=queries.answer_address(row),
        project=row.project.title,
        due_at=end_of_day(row.closes_on, settings.TIME_ZONE),
        whole_day=True,
    )
