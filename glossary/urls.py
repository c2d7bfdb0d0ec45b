"""URLs of the glossary, below `projects/`."""

from django.urls import URLPattern, path

from glossary import views

app_name = "glossary"

TERM = "<uuid:project_id>/understanding/glossary/<uuid:term_id>/"
MEANING = TERM + "<uuid:meaning_id>/"

urlpatterns: list[URLPattern] = [
    path("<uuid:project_id>/understanding/glossary/", views.glossary, name="glossary"),
    path("<uuid:project_id>/understanding/glossary/csv/", views.glossary_csv, name="glossary_csv"),
    path("<uuid:project_id>/understanding/glossary/add/", views.term_add, name="term_add"),
    path(TERM + "remove/", views.term_remove, name="term_remove"),
    path(TERM + "add/", views.meaning_add, name="meaning_add"),
    path(MEANING + "edit/", views.meaning_edit, name="meaning_edit"),
    path(MEANING + "remove/", views.meaning_remove, name="meaning_remove"),
]
