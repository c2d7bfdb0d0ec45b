"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who am I: a custom user with e-mail sign-in, profile, sessions."""

    name = "accounts"

    def ready(self) -> None:
        """Keep what people begin on pages."""
        from accounts.actions import drafts
        from accounts.queries import draft_at
        from core.drafts import DraftStore, declare_store

        declare_store(DraftStore(find=draft_at, keep=drafts.keep_draft, remove=drafts.remove_draft))
