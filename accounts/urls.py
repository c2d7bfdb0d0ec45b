"""URLs of signing in, by the names that allauth reverses, and of one's own profile. What is not here is not mounted."""

from __future__ import annotations

from typing import Any

from allauth.account import views as theirs
from django.urls import include, path, re_path

from accounts import views
from accounts.access import public, signed_in, spoken_for

profile_urls = ([path("profile/", views.profile, name="profile")], "accounts")

urlpatterns: list[Any] = [
    path("", include(profile_urls)),
    path("login/", spoken_for(public, theirs.login), name="account_login"),
    path("logout/", spoken_for(public, theirs.logout), name="account_logout"),
    path("inactive/", spoken_for(public, theirs.account_inactive), name="account_inactive"),
    path("signup/", spoken_for(public, theirs.signup), name="account_signup"),
    path("login/code/", spoken_for(public, theirs.request_login_code), name="account_request_login_code"),
    path("login/code/confirm/", spoken_for(public, theirs.confirm_login_code), name="account_confirm_login_code"),
    path("password/change/", spoken_for(signed_in, theirs.password_change), name="account_change_password"),
    path("password/set/", spoken_for(signed_in, theirs.password_set), name="account_set_password"),
    path("password/reset/", spoken_for(public, theirs.password_reset), name="account_reset_password"),
    path("password/reset/done/", spoken_for(public, theirs.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]{1,40})-(?P<key>[0-9A-Za-z-]{1,100})/$",
        spoken_for(public, theirs.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        spoken_for(public, theirs.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]
