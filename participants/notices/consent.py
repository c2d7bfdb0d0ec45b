"""What of consent needs somebody, and the mails about it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.registry import Letter, MailKind, Need, declare_mail, declare_needs
from participants.models import Consent, ConsentVersion
from participants.queries import consent as queries
from projects.models import Project

if TYPE_CHECKING:
    from accounts.models import User
    from notifications.models import Mail


def write_consent_due(mail: Mail) -> Letter | None:
    """Not needed any more where it is answered, a newer form counts, or the person does not take part."""
    if mail.person is None:
        return None
    version = queries.to_answer(mail.person).filter(pk=mail.data.get("version")).first()
    if version is None:
        return None
    again = queries.answered_before(mail.person, version)
    text = _(
        "There is a consent form for you to read and answer. You are free to say yes or no. If you are not sure, "
        "the form says how to talk to somebody first."
    )
    changed = _("The form has changed since you answered it, so we ask you again.")
    return Letter(
        subject=_("A consent form for you to read"),
        text=f"{changed} {text}" if again else text,
        link=reverse("participants:consent_answer", args=[version.project_id]),
    )


CONSENT_DUE = declare_mail(
    MailKind(
        name="participants.consent_due",
        why=gettext_lazy("You get this because you take part in a project that asks for your consent."),
        write=write_consent_due,
    )
)


def write_consent_copy(mail: Mail) -> Letter | None:
    """The link to one's own sealed copy; None where the record was erased."""
    consent = Consent.objects.filter(pk=mail.data.get("consent"), person=mail.person_id).first()
    if consent is None:
        return None
    return Letter(
        subject=_("Your copy of the consent form"),
        text=_(
            "Your answers to the consent form are recorded. Your copy is kept on this site. You can read it and save "
            "it as a file, also after you have left the project."
        ),
        link=reverse("participants:consent_copy", args=[consent.pk]),
    )


CONSENT_COPY = declare_mail(
    MailKind(
        name="participants.consent_copy",
        why=gettext_lazy("You get this because you answered a consent form."),
        write=write_consent_copy,
        essential=True,
    )
)


@declare_needs(queries.to_answer, gettext_lazy("Consent forms to answer"))
def consent_to_answer(version: ConsentVersion, person: User, now: datetime) -> Need:
    """A form that this person has not answered."""
    return Need(
        title=_("Read the consent form and answer it"),
        reason=_("You take part in this project, and it asks for your consent."),
        url=reverse("participants:consent_answer", args=[version.project_id]),
        project=version.project.title,
    )


@declare_needs(queries.without_form, gettext_lazy("Consent forms to write"))
def form_to_write(project: Project, person: User, now: datetime) -> Need:
    """A project of a coordinator that asks nobody for consent yet."""
    return Need(
        title=_("Write the consent form"),
        reason=_("People take part in this project, and nobody has been asked for consent."),
        url=reverse("participants:consent_list", args=[project.pk]),
        project=project.title,
    )
