"""Being erased: the choice, what it does in numbers, and what is seen after it."""

from __future__ import annotations

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.access import person, proved_lately, public, signed_in
from accounts.actions.people import erase
from core.forms import CleanForm
from core.htmx import see
from core.pages import get_or_post, sent, submit
from reports import policies, queries
from reports.enums import WordsChoice
from reports.forms import EraseForm


@signed_in
@get_or_post
def my_data_erase(request: HttpRequest) -> HttpResponse:
    """Erase me: keep or remove what I wrote? Asks for a fresh proof of who it is."""
    if not proved_lately(request):
        return render(request, "reports/erase_again.html")
    form = EraseForm(sent(request))
    return submit(
        request,
        form,
        lambda: form.cleaned_data["words"],
        template="reports/erase.html",
        done="",
        back=lambda words: f"{reverse('mine:my_data_erase_check')}?words={words}",
        context={"why": policies.why_not_erased(person(request))},
    )


@signed_in
@get_or_post
def my_data_erase_check(request: HttpRequest) -> HttpResponse:
    """What it does, in numbers, and one button."""
    words = request.POST.get("words") or request.GET.get("words")
    if words not in WordsChoice.values or not proved_lately(request):
        return see(request, reverse("mine:my_data_erase"))
    me, keep = person(request), words == WordsChoice.KEEP
    policies.check_erase(me)

    def act() -> None:
        erase(me, keep_words=keep, by=me)
        logout(request)

    return submit(
        request,
        CleanForm(sent(request)),
        act,
        template="reports/erase_check.html",
        done="",
        back=reverse("mine:goodbye"),
        context={
            "keep": keep,
            "projects": [row for row in queries.erasure_in_projects(me, keep_words=keep) if row.effects],
            "account": queries.erasure_of_account(me),
        },
    )


@signed_in
@require_POST
def my_data_erase_again(request: HttpRequest) -> HttpResponse:
    """Sign out and in once more, and come back."""
    logout(request)
    return see(request, redirect_to_login(reverse("mine:my_data_erase")).url)


@public
@require_GET
def goodbye(request: HttpRequest) -> HttpResponse:
    """After it."""
    return render(request, "reports/goodbye.html")
