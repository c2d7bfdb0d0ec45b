"""What somebody began is kept for them alone, on every page with a text box."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import policies
from accounts.actions.drafts import keep_draft
from accounts.actions.people import erase
from accounts.jobs import forget_drafts
from accounts.models import FormDraft, User
from accounts.queries import profile_mark, profile_of
from core.editing import Conflict
from core.errors import Refused
from core.kept import LARGEST
from participants.enums import Scope
from projects.enums import ProjectState
from projects.models import Project
from reports.kinds.about_me import everything
from tests import factories
from tests.participants.consenting import begun
from tests.participants.leaving import leave, told

PROFILE = "accounts:profile"
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(dee: User) -> Client:
    return factories.signed_in(dee)


def sheet(person: User, **changes: Any) -> dict[str, Any]:
    return {**profile_of(person), "seen": profile_mark(person), **changes}


def autosave(desk: Client, person: User, version: object = 0, **changes: Any) -> Any:
    """What the script posts."""
    return desk.post(reverse(PROFILE), sheet(person, **changes) | {"autosave": "1", "draft_version": str(version)})


def test_an_autosave_says_when_it_was_kept(desk: Client, dee: User) -> None:
    answer = autosave(desk, dee, about="I row.")
    saved = timezone.localtime(FormDraft.objects.get().saved_at)
    assert (answer.status_code, answer.json()) == (200, {"version": 1, "saved_at": f"{saved:%H:%M}"})


def test_an_autosave_checks_nothing_and_does_nothing(desk: Client, dee: User) -> None:
    assert autosave(desk, dee, full_name="", about="I row.").status_code == 200
    dee.refresh_from_db()
    assert (dee.full_name, dee.about) == ("Dee Marsh", "")


def test_everything_is_given_back(desk: Client, dee: User) -> None:
    autosave(desk, dee, about="I row.", phone="0207", contact_by="text", time_zone="Asia/Kolkata")
    page = desk.get(reverse(PROFILE)).text
    assert "What you began on" in page
    assert "I row.</textarea>" in page
    assert 'value="0207"' in page
    assert 'id="id_contact_by_2" checked' in page
    assert '<option value="Asia/Kolkata" selected>' in page


def test_nobody_else_sees_it(desk: Client, dee: User, chen: User, amara: User) -> None:
    autosave(desk, dee, about="I row at night.")
    for other in (chen, amara):
        assert "I row at night." not in factories.signed_in(other).get(reverse(PROFILE)).text


def test_it_can_be_thrown_away(desk: Client, dee: User) -> None:
    autosave(desk, dee, about="I row.")
    answer = desk.post(reverse(PROFILE), {"draft": "away"})
    assert (answer.status_code, answer["Location"]) == (303, reverse(PROFILE))
    assert "I row." not in desk.get(reverse(PROFILE)).text
    assert not FormDraft.objects.exists()


def test_it_is_gone_when_it_is_sent(desk: Client, dee: User) -> None:
    autosave(desk, dee, about="I row.")
    desk.post(reverse(PROFILE), sheet(dee, about="I row."))
    assert not FormDraft.objects.exists()


def test_a_change_elsewhere_meanwhile_leads_to_both_texts(desk: Client, dee: User) -> None:
    autosave(desk, dee, about="Begun here.")
    User.objects.filter(pk=dee.pk).update(about="Changed elsewhere.")
    page = desk.get(reverse(PROFILE)).text
    assert f'name="seen" value="{profile_mark(dee)}"' in page  # what it was begun from, not what is stored now
    answer = desk.post(reverse(PROFILE), sheet(dee, about="Begun here."))
    assert answer.status_code == 409
    assert "Changed elsewhere." in answer.text


def test_a_second_tab_overwrites_nothing(desk: Client, dee: User) -> None:
    autosave(desk, dee, about="In the first tab.")
    answer = autosave(desk, dee, about="In the second tab.")
    assert (answer.status_code, answer.json()["version"]) == (409, 1)
    assert FormDraft.objects.get().fields["about"] == ["In the first tab."]


def test_the_second_tab_goes_on_where_its_writer_says_so(desk: Client, dee: User) -> None:
    autosave(desk, dee, about="In the first tab.")
    assert autosave(desk, dee, version=1, about="In the second tab.").json()["version"] == 2


def test_what_was_sent_elsewhere_does_not_come_back_by_a_late_save(desk: Client, dee: User) -> None:
    autosave(desk, dee, about="I row.")
    desk.post(reverse(PROFILE), sheet(dee, about="I row."))
    dee.refresh_from_db()
    assert autosave(desk, dee, version=1, about="I row!").status_code == 409
    assert not FormDraft.objects.exists()


def test_the_same_once_more_is_no_conflict(desk: Client, dee: User) -> None:
    """The answer to the first was lost on its way."""
    autosave(desk, dee, about="I row.")
    assert autosave(desk, dee, about="I row.").json()["version"] == 1


@pytest.mark.parametrize("name", ["password", "new_password1", "csrfmiddlewaretoken", "writer_token", "api_token"])
def test_secrets_are_never_kept(name: str, desk: Client, dee: User) -> None:
    autosave(desk, dee, **{name: "" if name == "writer_token" else "hunter2"})
    assert name not in FormDraft.objects.get().fields


def test_the_token_of_the_form_is_kept_so_that_it_makes_one_thing(desk: Client, dee: User) -> None:
    autosave(desk, dee, form_token="5e0c")
    assert FormDraft.objects.get().fields["form_token"] == ["5e0c"]


@pytest.mark.parametrize(
    "typed",
    [
        {"about": "a" * (LARGEST + 1)},
        {f"field_{number}": "x" for number in range(201)},
        {"about": ["x"] * 1001},
    ],
)
def test_what_is_too_much_is_said_in_words(typed: dict[str, Any], desk: Client, dee: User) -> None:
    answer = autosave(desk, dee, **typed)
    assert (answer.status_code, "too long to be kept" in answer.json()["error"]) == (422, True)
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "\u0661"])
def test_a_version_that_makes_no_sense_is_none(version: str, desk: Client, dee: User) -> None:
    assert autosave(desk, dee, version=version, about="x").json()["version"] == 1


@pytest.mark.parametrize("text", ["\x00", "\ud800", "\u202eabc", "\U0001f30a", "<script>alert(1)</script>"])
def test_strange_text_is_kept(text: str, desk: Client, dee: User) -> None:
    keep_draft(reverse(PROFILE), fields={"about": [text.replace("\x00", " ").replace("\ud800", " ")]}, seen=0, by=dee)
    page = desk.get(reverse(PROFILE))
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_of_very_many_the_oldest_goes(dee: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policies, "MOST_DRAFTS", 3)
    for number in range(5):
        keep_draft(f"/page/{number}/", fields={"text": ["x"]}, seen=0, by=dee)
    assert sorted(FormDraft.objects.values_list("address", flat=True)) == ["/page/2/", "/page/3/", "/page/4/"]


def test_after_half_a_year_it_goes_by_itself(dee: User) -> None:
    for days in (179, 181):
        row = keep_draft(f"/page/{days}/", fields={"text": ["x"]}, seen=0, by=dee)
        FormDraft.objects.filter(pk=row.pk).update(saved_at=timezone.now() - timedelta(days=days))
    assert forget_drafts() == 1
    assert FormDraft.objects.get().address == "/page/179/"


def test_whoever_is_erased_leaves_none(dee: User, chen: User) -> None:
    for person in (dee, chen):
        keep_draft("/page/", fields={"text": ["x"]}, seen=0, by=person)
    erase(dee, keep_words=True, by=dee)
    assert FormDraft.objects.get().person == chen


def test_nothing_is_kept_of_whoever_was_erased(dee: User) -> None:
    erase(dee, keep_words=True, by=dee)
    with pytest.raises(Refused):
        keep_draft("/page/", fields={"text": ["x"]}, seen=0, by=dee)


def test_keeping_it_whatever_is_there_never_refuses(dee: User) -> None:
    keep_draft("/page/", fields={"text": ["x"]}, seen=0, by=dee)
    assert keep_draft("/page/", fields={"text": ["y"]}, seen=None, by=dee).version == 2
    with pytest.raises(Conflict):
        keep_draft("/page/", fields={"text": ["z"]}, seen=1, by=dee)


def test_whoever_is_signed_out_is_sent_to_sign_in(dee: User) -> None:
    typed = sheet(dee, about="I row.") | {"autosave": "1"}
    assert Client().post(reverse(PROFILE), typed, headers={"accept": "application/json"}).status_code == 302


def begun_in(project: Project, person: User, text: str = "x") -> str:
    """Something that was begun on a page of a project; the address of the page."""
    address = f"{project.get_absolute_url()}milestones/add/"
    keep_draft(address, fields={"text": [text]}, seen=0, by=person)
    return address


@pytest.mark.parametrize("scope", [Scope.TAKING_PART, Scope.WORDS])
def test_whoever_leaves_a_project_leaves_none_there(
    scope: Scope, project: Project, amara: User, dee: User, chen: User
) -> None:
    begun_in(project, dee)
    kept = begun_in(project, chen)
    keep_draft("/account/profile/", fields={"text": ["x"]}, seen=0, by=dee)
    leave(project, dee, scope)
    left = set(FormDraft.objects.values_list("person", "address"))
    assert left == {(chen.pk, kept), (dee.pk, "/account/profile/")}


def test_whoever_only_ends_contact_keeps_them(project: Project, amara: User, dee: User) -> None:
    begun_in(project, dee)
    leave(project, dee, Scope.CONTACT)
    assert FormDraft.objects.exists()


def test_the_page_of_withdrawing_says_how_many(project: Project, amara: User, dee: User) -> None:
    begun_in(project, dee)
    assert "Deleted: what you began to write on 1 page and did not send." in told(project, dee)


def test_my_data_holds_what_i_began_and_what_others_began_not(project: Project, dee: User, chen: User) -> None:
    begun_in(project, dee, "Of Dee")
    begun_in(project, chen, "Of Chen")
    row = everything(dee)["forms_i_began"][0]
    assert (row["page"], row["draft"]) == (f"{project.get_absolute_url()}milestones/add/", "text: Of Dee")
    assert len(everything(dee)["forms_i_began"]) == 1


def test_where_a_project_takes_nothing_more_what_is_typed_is_kept_still(project: Project, amara: User) -> None:
    address = reverse("participants:consent_edit", args=[project.pk, begun(project, amara).pk])
    Project.objects.update(state=ProjectState.CLOSED)
    typed = {"title": "Ours", "autosave": "1", "draft_version": "0"}
    assert factories.signed_in(amara).post(address, typed).json()["version"] == 1
    assert factories.signed_in(amara).post(address, {"title": "Sent", "draft_version": "1"}).status_code == 409
    assert FormDraft.objects.get().fields == {"title": ["Sent"]}


def test_a_stranger_keeps_nothing_there(project: Project, amara: User, zoe: User) -> None:
    address = reverse("dialogues:prompt_set_make", args=[project.pk])
    typed = {"name": "Ours", "autosave": "1"}
    assert factories.signed_in(zoe).post(address, typed).status_code == 404
    assert not FormDraft.objects.exists()


def test_ticks_dates_and_short_answers_are_given_back(project: Project, amara: User) -> None:
    address = reverse("dialogues:dialogue_create", args=[project.pk])
    desk = factories.signed_in(amara)
    typed = {"title": "How", "themes": ["risk", "pace"], "look_back_on": "2027-09-01", "writing_ends_at": "nonsense"}
    desk.post(address, typed | {"step_9": "Tea", "autosave": "1"})
    form = desk.get(address).context["form"]
    shown = {name: form[name].value() for name in (*typed, "step_9", "ground_rules")}
    assert shown == typed | {"step_9": "Tea", "ground_rules": None}


def test_a_tick_that_was_taken_out_stays_out(project: Project, amara: User, dee: User) -> None:
    version = begun(project, amara)
    address = reverse("participants:consent_edit", args=[project.pk, version.pk])
    desk = factories.signed_in(amara)
    desk.post(address, {"rows": "1", "text_1": "I take part.", "kind_1": "take_part", "autosave": "1"})
    form = desk.get(address).context["form"]
    assert (form.count, form["text_1"].value(), form["needed_1"].value()) == (1, "I take part.", False)
