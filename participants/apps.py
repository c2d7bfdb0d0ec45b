"""The participants app."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    """People the data are about: pseudonym here, identity in a table of its own."""

    name = "participants"
