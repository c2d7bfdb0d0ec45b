"""The people of the demo, their roles and standpoints, and the names they are shown under."""

from __future__ import annotations

from typing import NamedTuple

PASSWORD = "breathing-together-demo"  # noqa: S105  # printed at the start; the demo holds nothing secret


class Person(NamedTuple):
    """Somebody of the cast. `named` is how they want to be named; `pseudonym` the name they chose."""

    key: str
    full_name: str
    role: str
    standpoint: str
    named: str = "full"
    pseudonym: str = ""
    left: bool = False


ADMINISTRATOR = Person("priya", "Priya Nair", "administrator", "manager")

PEOPLE = [
    Person("amara", "Amara Okafor", "coordinator", "academic"),
    Person("ben", "Ben Lewis", "researcher", "academic"),
    Person("chen", "Dr Chen Wei", "partner", "clinician"),
    Person("fatima", "Fatima Haddad", "partner", "clinician"),
    Person("dee", "Dee Marsh", "partner", "patient", "pseudonym", "Dee"),
    Person("george", "George Pask", "partner", "patient", "standpoint"),
    Person("ruth", "Ruth Adeyemi", "partner", "carer"),
    Person("oli", "Oli Brand", "observer", "manager"),
    Person("walter", "Walter Hughes", "partner", "patient", left=True),
]

# Takes part without an e-mail address: nobody signs in as Joan, and her consent is on paper.
ON_PAPER = Person("joan", "Joan Bell", "partner", "carer")

OUTSIDER = Person("zoe", "Zoe Quist", "coordinator", "academic")

# One person, two names: Ruth is Rosa in the second project.
IN_BOTH_PROJECTS, NAME_IN_THE_SECOND = "ruth", "Rosa"
