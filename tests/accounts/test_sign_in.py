"""Signing in and out: by password or code, telling nothing, limited, by POST only."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from accounts.models import User
from tests import factories
from tests.factories import PASSWORD

NOBODY = "nobody@example.org"


@pytest.fixture
def dora(db: None) -> User:
    """Somebody with a password, and without a row in allauth's table of addresses."""
    return factories.person("Dora Finch", password=PASSWORD)


def sign_in(client: Client, email: str, password: str, **others: str) -> tuple[int, str]:
    """Status, and where it leads."""
    answer = client.post(reverse("account_login"), {"login": email, "password": password, **others})
    return answer.status_code, answer.headers.get("Location", "")


def is_in(client: Client) -> bool:
    """Is somebody signed in here?"""
    return client.get(reverse("home")).status_code == 200


def test_somebody_signs_in_by_password(client: Client, dora: User) -> None:
    assert sign_in(client, dora.address, PASSWORD) == (302, reverse("home"))
    assert is_in(client)


def test_the_case_of_an_address_does_not_matter(client: Client, dora: User) -> None:
    assert sign_in(client, dora.address.upper(), PASSWORD) == (302, reverse("home"))


def test_no_second_table_of_addresses_is_needed(client: Client, dora: User) -> None:
    sign_in(client, dora.address, PASSWORD)
    assert not EmailAddress.objects.filter(user=dora).exists()


def test_a_wrong_password_is_answered_422_and_keeps_the_address(client: Client, dora: User) -> None:
    answer = client.post(reverse("account_login"), {"login": dora.email, "password": "wrong"})
    assert answer.status_code == 422
    assert f'value="{dora.email}"' in answer.content.decode()


def test_getting_a_page_signs_nobody_in(client: Client, dora: User) -> None:
    client.get(reverse("account_login"), {"login": dora.address, "password": PASSWORD})
    assert not is_in(client)


def test_getting_the_page_signs_nobody_out(dora: User) -> None:
    client = factories.signed_in(dora)
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_in(client)


def test_somebody_signs_out(dora: User) -> None:
    client = factories.signed_in(dora)
    assert client.post(reverse("account_logout"))["Location"] == reverse("account_login")
    assert not is_in(client)


def test_signing_in_leads_back_to_where_one_was(client: Client, dora: User) -> None:
    assert sign_in(client, dora.address, PASSWORD, next="/projects/") == (302, "/projects/")


ELSEWHERE = ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "http:///x", "\\\\evil"]


@pytest.mark.parametrize("url", ELSEWHERE)
def test_signing_in_never_leads_elsewhere(client: Client, dora: User, url: str) -> None:
    assert sign_in(client, dora.address, PASSWORD, next=url) == (302, reverse("home"))


def test_next_does_not_lead_to_another_name_of_this_site(client: Client, dora: User, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    assert sign_in(client, dora.address, PASSWORD, next="http://other.example/x") == (302, reverse("home"))


def test_a_closed_account_cannot_sign_in(client: Client, dora: User) -> None:
    User.objects.update(is_active=False)
    assert sign_in(client, dora.address, PASSWORD) == (302, reverse("account_inactive"))
    assert client.get(reverse("account_inactive")).status_code == 200
    assert not is_in(client)


def test_closing_an_account_ends_its_sessions(dora: User) -> None:
    client = factories.signed_in(dora)
    User.objects.update(is_active=False)
    assert not is_in(client)


def test_changing_the_password_ends_every_session(dora: User) -> None:
    here, elsewhere = factories.signed_in(dora), factories.signed_in(dora)
    new = {"oldpassword": PASSWORD, "password1": "a quiet lantern", "password2": "a quiet lantern"}
    assert here.post(reverse("account_change_password"), new)["Location"] == reverse("account_login")
    assert (is_in(here), is_in(elsewhere)) == (False, False)


def test_somebody_without_a_password_can_set_one(client: Client, dee: User) -> None:
    signed_in = factories.signed_in(dee)
    new = {"password1": "a quiet lantern", "password2": "a quiet lantern"}
    assert signed_in.post(reverse("account_set_password"), new)["Location"] == reverse("account_login")
    assert sign_in(client, dee.address, "a quiet lantern") == (302, reverse("home"))


@pytest.mark.parametrize("password", ["short", "password1234", "12345678901234"[:11]])
def test_a_weak_password_is_refused_with_422(dora: User, password: str) -> None:
    new = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert factories.signed_in(dora).post(reverse("account_change_password"), new).status_code == 422


def answers(email: str, name: str) -> tuple[int, str, str]:
    """Status, next page and its words, with the address itself blanked out; each from a browser of its own."""
    client = Client()
    answer = client.post(reverse(name), {"email": email}, follow=False)
    page = client.get(answer["Location"]).content.decode()
    words = [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]
    return answer.status_code, answer["Location"], "\n".join(words).replace(email, "ADDRESS")


@pytest.mark.parametrize("name", ["account_request_login_code", "account_reset_password"])
def test_a_known_and_an_unknown_address_get_the_same_answer(dora: User, name: str) -> None:
    assert answers(dora.address, name) == answers(NOBODY, name)


@pytest.mark.parametrize("name", ["account_request_login_code", "account_reset_password"])
def test_a_closed_account_is_answered_like_an_unknown_address(dora: User, name: str) -> None:
    User.objects.update(is_active=False)
    assert answers(dora.address, name) == answers(NOBODY, name)


def refusal_of(email: str) -> list[str]:
    """What the sign-in page says to a wrong password, with the address itself blanked out."""
    answer = Client().post(reverse("account_login"), {"login": email, "password": "wrong wrong wrong"})
    return [line for line in answer.content.decode().replace(email, "ADDRESS").splitlines() if "csrf" not in line]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(dora: User) -> None:
    assert refusal_of(dora.address) == refusal_of(NOBODY)


@pytest.mark.parametrize("email", ["dora.finch@example.org", NOBODY])
def test_a_wrong_code_is_answered_the_same_for_both(dora: User, email: str) -> None:
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": email})
    answer = client.post(reverse("account_confirm_login_code"), {"code": "XXXX-XXXX"})
    assert answer.status_code == 422
    assert "This code is not the one we sent." in answer.content.decode()


def test_a_code_is_worth_nothing_after_five_wrong_ones(dora: User) -> None:
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": dora.email})
    codes = [client.post(reverse("account_confirm_login_code"), {"code": "X"}).status_code for _try in range(5)]
    assert codes == [422] * 4 + [302]
    assert client.get(reverse("account_confirm_login_code"))["Location"] == reverse("account_request_login_code")


@pytest.mark.parametrize("email", ["dora.finch@example.org", NOBODY])
def test_guessing_a_password_ends_in_429(dora: User, email: str) -> None:
    statuses = [sign_in(Client(), email, "wrong wrong wrong")[0] for _try in range(6)]
    assert statuses == [422] * 5 + [429]


@pytest.mark.parametrize(("name", "limit"), [("account_request_login_code", 3), ("account_reset_password", 5)])
@pytest.mark.parametrize("email", ["dora.finch@example.org", NOBODY])
def test_asking_for_mail_too_often_ends_in_429(dora: User, email: str, name: str, limit: int) -> None:
    statuses = [Client().post(reverse(name), {"email": email}).status_code for _try in range(limit + 1)]
    assert statuses == [302] * limit + [429]


def test_a_429_says_what_to_do_and_when(dora: User) -> None:
    for _try in range(6):
        answer = Client().post(reverse("account_login"), {"login": dora.email, "password": "wrong wrong wrong"})
    assert int(answer["Retry-After"]) > 0
    assert "Too many tries" in answer.content.decode()


def test_guesses_of_others_do_not_lock_out_the_code(dora: User) -> None:
    for _try in range(6):
        sign_in(Client(), dora.address, "wrong wrong wrong")
    assert Client().post(reverse("account_request_login_code"), {"email": dora.email}).status_code == 302


PUBLIC = [
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
    "account_signup",
]


@pytest.mark.parametrize("name", PUBLIC)
def test_every_page_of_signing_in_opens(client: Client, db: None, name: str) -> None:
    assert client.get(reverse(name)).status_code == 200


def test_nobody_signs_up(client: Client, db: None) -> None:
    new = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), new)
    assert not User.objects.exists()


@pytest.mark.parametrize("key", ["0-set-password", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz-x-y", "1-" + "a" * 100])
def test_a_link_that_is_not_ours_says_so(client: Client, db: None, key: str) -> None:
    page = client.get(f"/account/password/reset/key/{key}/")
    assert "This link does not work any more" in page.content.decode()


@pytest.mark.parametrize("name", ["account_email", "account_reauthenticate", "account_confirm_email"])
def test_what_we_do_not_use_is_not_mounted(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("account_login", "login", "username"),
        ("account_login", "password", "current-password"),
        ("account_request_login_code", "email", "username"),
        ("account_reset_password", "email", "username"),
    ],
)
def test_a_password_manager_knows_the_fields(client: Client, db: None, name: str, field: str, value: str) -> None:
    form = client.get(reverse(name)).context["form"]
    assert form.fields[field].widget.attrs["autocomplete"] == value


STRANGE = ["a\x00b@example.org", "x" * 1_000_000, "\u202ea@b.c", "\ud800".encode("utf-8", "surrogatepass")]
FIELDS = [("account_login", "login"), ("account_request_login_code", "email"), ("account_reset_password", "email")]


@pytest.mark.parametrize(("name", "field"), FIELDS)
@pytest.mark.parametrize("typed", STRANGE, ids=["nul", "long", "bidi", "surrogate"])
def test_strange_input_is_answered_422(client: Client, db: None, typed: str, name: str, field: str) -> None:
    assert client.post(reverse(name), {field: typed, "password": "x"}).status_code == 422


def test_a_password_as_long_as_a_book_is_not_hashed(client: Client, dora: User) -> None:
    assert sign_in(client, dora.address, "x" * 100_000)[0] == 422
