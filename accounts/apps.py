"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who am I: a custom user with e-mail sign-in, profile, sessions."""

    name = "accounts"
