"""The accounts of the demo's people."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password

from accounts.models import User
from clahrc.demo.story.people import ADMINISTRATOR, OUTSIDER, PASSWORD, PEOPLE, Person
from projects.enums import Role

People = dict[str, User]


def address_of(key: str) -> str:
    """Where somebody of the demo gets mail: a domain that exists for examples only."""
    return f"{key}@example.org"


def make_account(person: Person) -> User:
    """An account, without a password so far."""
    return User.objects.create_user(
        address_of(person.key),
        person.full_name,
        name_rule=person.named,
        pseudonym=person.pseudonym,
        is_administrator=person.role == Role.ADMINISTRATOR,
    )


def make_accounts() -> People:
    """Every account, by key. All have one password, hashed once: that takes longer than the rest of an account."""
    people = {person.key: make_account(person) for person in [ADMINISTRATOR, *PEOPLE, OUTSIDER]}
    User.objects.filter(pk__in=[person.pk for person in people.values()]).update(password=make_password(PASSWORD))
    return people
