"""What people do on the way from an invitation to a withdrawal, by the labels they read."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from playwright.sync_api import Locator, Page, expect
from pypdfium2 import PdfDocument

from notifications import delivery, queries
from reports import tasks
from reports.enums import ExportState
from reports.models import Export
from tests import factories
from tests.browser.conftest import check_page
from tests.notifications.conftest import MailServer

PATIENT, CLINICIAN = "nina.kay@example.org", "dr.chen@example.org"
ADMINISTRATOR = "priya.nair@example.org"
DIALOGUE = "How we decide together"
PROMPT = "What did nobody ask you?"
NINA_WROTE = "Nobody asked me about the kestrel. I had counted on being asked."
CHEN_WROTE = "I wanted an answer by Friday, because the heron list was full."
CHEN_ASKED = "What would you have said?"
NINA_ANSWERED = "That the dormouse takes its time, and so do I."
INFORMATION = (
    "We look at how patients and clinicians decide together.\n\n"
    "You write to prompts and meet the others twice. You can stop at any time."
)


@dataclass
class Thread:
    """Three browsers that stay open side by side, and the mail that arrives."""

    patient: Page
    clinician: Page
    coordinator: Page
    administrator: Page
    mail: MailServer

    def others(self) -> tuple[Page, Page]:
        """Everybody with a seat but the patient."""
        return self.clinician, self.coordinator


# Mail


def post(server: MailServer) -> None:
    """Send everything that waits in the outbox."""
    for mail_id in queries.due_ids():
        delivery.deliver(mail_id)


def letter(server: MailServer, to: str, subject: str) -> Message:
    """The one mail with this subject that came to this address."""
    post(server)
    found = [mail for mail in server.messages if mail["To"] == to and mail["Subject"] == subject]
    assert len(found) == 1, [(mail["To"], mail["Subject"]) for mail in server.messages]
    return found[0]


def words_of(mail: Message) -> str:
    """All that a mail says, attachments too."""
    parts = [part for part in mail.walk() if not part.is_multipart()]
    return "\n".join(part.get_payload(decode=True).decode() for part in parts)  # type: ignore[union-attr]


def link_in(mail: Message) -> str:
    """The link that a mail leads to."""
    found = re.search(r"https?://\S+/(?:projects|consents|withdrawals)/\S+", words_of(mail))
    assert found, words_of(mail)
    return found[0]


# Moving about


def home(page: Page, needed: str) -> None:
    """From “What needs me” to the one thing of this name."""
    page.get_by_role("link", name="What needs me", exact=True).first.click()
    page.get_by_role("main").get_by_role("link", name=needed).click()


def to_project(page: Page, place: str = "Overview") -> None:
    """To one place of the project's menu, from wherever they are."""
    menu = page.get_by_role("navigation", name="Project")
    if not menu.count():
        page.get_by_role("link", name="Projects", exact=True).click()
        page.get_by_role("main").get_by_role("link", name="Breathing Together").click()
    menu.get_by_role("link", name=place, exact=True).click()


def to_dialogue(page: Page) -> None:
    """To the page of the dialogue."""
    to_project(page, "Dialogues")
    page.get_by_role("rowheader", name=DIALOGUE).get_by_role("link").click()


def to_words(page: Page) -> None:
    """To what was written, from the page of the dialogue."""
    to_dialogue(page)
    page.get_by_role("link", name="Read what was written").click()


def press(page: Page, button: str) -> None:
    """Press a button of this name."""
    page.get_by_role("button", name=button, exact=True).click()


def says(page: Page, *sentences: str) -> None:
    """All of these are to be read."""
    for sentence in sentences:
        expect(page.get_by_text(sentence).first).to_be_visible()


def silent_of(page: Page, *words: str) -> None:
    """None of these is in the page, seen or unseen."""
    for word in words:
        assert word.lower() not in page.content().lower(), f"{page.url} says {word}"


def found_by_search(page: Page, word: str) -> int:
    """How many times the search finds a word."""
    to_project(page, "Search")
    page.get_by_label("Words", exact=True).fill(word)
    press(page, "Search")
    heading = page.get_by_role("heading", name=re.compile("found"))
    expect(heading).to_be_visible()
    return int((heading.inner_text().split() or ["0"])[0].replace("Nothing", "0"))


def project_address(page: Page) -> str:
    """The path of the one project this person sees."""
    to_project(page)
    return urlsplit(page.url).path


def pages_within_reach(page: Page) -> dict[str, str]:
    """Address to text of every page of the project that its links lead this person to."""
    root = project_address(page)
    reached: dict[str, str] = {}
    ahead = [root]
    while ahead:
        path = ahead.pop()
        answer = page.request.get(path)
        reached[path] = answer.text() if answer.ok else ""
        links = {path_of(path, link) for link in re.findall(r'href="([^"]+)"', reached[path])}
        ahead += [link for link in links if link.startswith(root) and link not in reached and link not in ahead]
        assert len(reached) < 200, "a maze"
    return reached


def path_of(page: str, link: str) -> str:
    """Where a link of a page leads."""
    return urldefrag(urljoin(page, html.unescape(link))).url


# Invitation


def write_consent_form(page: Page) -> None:
    """The coordinator writes the form and publishes it."""
    to_project(page, "Consent")
    says(page, "This project has no consent form yet.")
    check_page(page)
    press(page, "Write the consent form")
    page.get_by_label("Information about the project").fill(INFORMATION)
    check_page(page)
    press(page, "Save the draft")
    page.get_by_role("link", name="Publish it").click()
    check_page(page)
    press(page, "Publish and ask everybody")


def invite(page: Page, full_name: str, email: str, standpoint: str) -> None:
    """The coordinator invites somebody as a partner."""
    to_project(page, "People")
    page.get_by_role("main").get_by_role("link", name="Invite a person").click()
    check_page(page)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Full name").fill(full_name)
    page.get_by_label("Partner", exact=True).check()
    page.get_by_label(standpoint, exact=True).check()
    press(page, "Send the invitation")


def sees_invitation(page: Page, full_name: str, answer: str) -> None:
    """The coordinator sees how an invitation was answered."""
    to_project(page, "People")
    page.get_by_role("main").get_by_role("link", name=re.compile("^Invitations")).click()
    expect(page.get_by_role("row").filter(has_text=full_name)).to_contain_text(answer)


def accept_by_link(page: Page, server: MailServer) -> None:
    """The patient opens the link from the mail, reads who invites, and accepts."""
    mail = letter(server, PATIENT, "You are invited to take part in a project")
    assert "Amara" not in words_of(mail)
    page.goto(link_in(mail))
    says(page, "Amara Okafor invites you", "Breathing Together", PATIENT)
    press(page, "Accept and take part")
    says(page, "You take part in this project now.", "Read the consent form and answer it")


def accept_after_signing_in(page: Page, server: MailServer) -> None:
    """The clinician has an account, so the link alone does not let them in."""
    page.goto(link_in(letter(server, CLINICIAN, "You are invited to take part in a project")))
    says(page, "This address has an account already.")
    expect(page.get_by_role("button", name="Accept and take part")).to_have_count(0)
    check_page(page)
    page.get_by_role("link", name="Sign in to accept").click()
    page.get_by_label("E-mail address").fill(CLINICIAN)
    page.get_by_label("Password", exact=True).fill(factories.PASSWORD)
    press(page, "Sign in")
    press(page, "Accept and take part")
    says(page, "You take part in this project now.")


# Consent


def answer_consent(page: Page, full_name: str, *, no_to: int = 0) -> None:
    """Yes to each clause, to one of them no; nothing is ticked beforehand."""
    radios = page.get_by_role("radio")
    assert not any(radio.is_checked() for radio in radios.all())
    for number, group in enumerate(page.get_by_role("group").filter(has=page.get_by_role("radio")).all(), start=1):
        group.get_by_label("No" if number == no_to else "Yes", exact=True).check()
    press(page, "Continue")
    page.get_by_label("Your full name").fill(full_name)
    press(page, "Give my consent")
    says(page, "You gave your consent. This copy is yours to keep.")


def sealed_pdf(page: Page) -> str:
    """The words of the sealed copy, as a PDF that is saved and opened."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Save it as a PDF").click()
    with PdfDocument(Path(download.value.path()).read_bytes()) as pdf:
        return "\n".join(leaf.get_textpage().get_text_range() for leaf in pdf)


# The dialogue


def plan_dialogue(page: Page) -> None:
    """The coordinator plans a dialogue with a prompt, an agenda and a date."""
    to_project(page, "Dialogues")
    page.get_by_role("main").get_by_role("link", name="Plan a dialogue").first.click()
    check_page(page)
    page.get_by_label("Title", exact=True).fill(DIALOGUE)
    page.get_by_label("Purpose").fill("To hear each other out.")
    page.get_by_label("Writing ends").fill(f"{factories.in_days(10)}T17:00")
    page.get_by_label("When we meet").fill(f"{factories.in_days(12)}T14:30")
    page.get_by_label("Place").fill("Room 4")
    page.get_by_label("Prompts of our own").fill(f"{PROMPT} | Is there something you wanted to say?")
    page.get_by_label(re.compile(r"^Step 1\b")).fill("We read aloud")
    page.get_by_label(re.compile(r"^Minutes for step 1\b")).fill("20")
    press(page, "Plan the dialogue")


def give_seats(page: Page) -> None:
    """A seat for each of the three; the coordinator facilitates."""
    to_dialogue(page)
    page.get_by_role("link", name="Give and take seats").click()
    seats, leads = (page.get_by_role("group", name=name) for name in ("Who has a seat", "Who facilitates"))
    for choice in seats.get_by_role("checkbox").all():
        choice.check()
    leads.get_by_label(re.compile("Amara")).check()
    check_page(page)
    press(page, "Save the seats")


def open_for_writing(page: Page) -> None:
    """From now on everybody with a seat writes."""
    page.get_by_role("link", name="Open for writing").click()
    check_page(page)
    press(page, "Open for writing")


def come(page: Page, server: MailServer, address: str, answer: str) -> None:
    """From the mail with the date to the answer."""
    mail = letter(server, address, "A dialogue: will you come?")
    assert "BEGIN:VCALENDAR" in words_of(mail)
    page.goto(link_in(mail))
    says(page, "Room 4")
    page.get_by_label(answer).check()
    check_page(page)
    press(page, "Save")


def begin_to_write(page: Page) -> None:
    """The patient types, sees that it is saved, and comes back later."""
    home(page, "Write your reflections")
    page.get_by_role("textbox").fill(NINA_WROTE)
    expect(page.get_by_role("status").filter(has_text=re.compile(r"Saved at \d\d:\d\d"))).to_be_attached()
    check_page(page)
    press(page, "Save and come back later")


def choose_permission(page: Page, *, check: bool = True) -> None:
    """Under a chosen name, for everybody with a seat, to be analysed. `check`: axe is a script."""
    page.get_by_role("button", name=re.compile("under what name")).click()
    page.get_by_label("A name I choose").check()
    page.get_by_label("The name I choose").fill("Nightingale")
    page.get_by_label("Everybody with a seat").check()
    page.get_by_label("Analysed by").check()
    if check:
        check_page(page)
    press(page, "Save these choices")


def check_and_send(page: Page, words: str) -> None:
    """Continue to the page to check, and send."""
    press(page, "Continue")
    says(page, words)
    press(page, "Send")
    says(page, "Your reflections are sent")


def write_and_send(page: Page, words: str) -> None:
    """Write to the one prompt and send, in one go."""
    home(page, "Write your reflections")
    page.get_by_role("textbox").fill(words)
    check_and_send(page, words)


def reveal(page: Page) -> None:
    """The coordinator opens the reflections, though not everybody has sent."""
    to_dialogue(page)
    page.get_by_role("link", name="Open the reflections", exact=True).click()
    says(page, "1 of 3 seats has not sent words for everybody yet.")
    check_page(page)
    press(page, "Open the reflections")


def voice(page: Page, words: str) -> Locator:
    """The place on the page where these words stand, with the name under them."""
    return page.get_by_role("article").filter(has_text=words).first


# Responses


def ask_about(page: Page, words: str, question: str) -> None:
    """Ask about somebody's words."""
    to_words(page)
    voice(page, words).get_by_role("link", name=re.compile("Ask about it")).click()
    page.get_by_role("textbox").fill(question)
    check_page(page)
    press(page, "Send")
    says(page, "Your response is sent.")


def answer_the_question(page: Page) -> None:
    """The patient finds the question among what needs them, and answers by a response of their own."""
    home(page, "Somebody asked about what you wrote")
    says(page, CHEN_ASKED)
    check_page(page)
    expect(voice(page, NINA_WROTE).get_by_role("link", name=re.compile("Thank"))).to_have_count(0)
    voice(page, NINA_WROTE).get_by_role("link", name=re.compile("Answer, or add to it")).click()
    page.get_by_role("textbox").fill(NINA_ANSWERED)
    press(page, "Send")
    says(page, "Your response is sent.")


# Permission


def narrow(page: Page) -> None:
    """From the words page: one link, one choice, one button."""
    voice(page, NINA_WROTE).get_by_role("link", name=re.compile("Change who reads it")).click()
    page.get_by_label("The facilitators of this dialogue").check()
    check_page(page)
    press(page, "Save these choices")


def export(page: Page) -> None:
    """The administrator asks for the reflections as a file, and a worker makes it."""
    to_project(page, "Exports")
    page.get_by_label(re.compile("^Reflections")).check()
    press(page, "Ask for this file")
    asked = Export.objects.get(state=ExportState.WAITING)
    tasks.build(str(asked.pk), asked.attempt)
    page.reload()


def downloaded(page: Page) -> str:
    """The text of the file."""
    with page.expect_download() as download:
        press(page, "Download")
    return Path(download.value.path()).read_text(encoding="utf-8-sig")


# Withdrawal


def withdraw_words(page: Page) -> None:
    """The patient looks at what a withdrawal does, and takes everything back."""
    to_project(page)
    page.get_by_role("link", name="Withdraw from this project").click()
    check_page(page)
    page.get_by_label("Stop taking part, and remove what I wrote").check()
    press(page, "Show me what happens")
    says(page, "1 reflection and 1 response", "Your part in this project ends today.")
    check_page(page)
    press(page, "Stop taking part, and remove what I wrote")
    expect(page.get_by_role("heading", name="Your receipt: W-")).to_be_visible()
