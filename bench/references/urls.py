"""Views and URLs."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path

from bench.references.models import Item, Note


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """The words."""

    class Meta:
        model = Note
        fields = ["text"]


@login_required
def write(request: HttpRequest) -> HttpResponse:
    """One durable insert."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    form.instance.author_id = request.user.pk
    form.save()
    return HttpResponseRedirect("/items/1/", status=303)


@login_required
def items(request: HttpRequest, number: int) -> HttpResponse:
    """One list, one query."""
    rows = Item.objects.filter(list_number=number).select_related("owner").order_by("due_on")[:50]
    return render(request, "items.html", {"rows": rows})


urlpatterns = [path("write/", write), path("items/<int:number>/", items, name="items")]
