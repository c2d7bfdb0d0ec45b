"""Every URL of the site, by app."""

from django.urls import URLPattern, URLResolver, include, path

import core.converters  # noqa: F401  # registers the path converters
from clahrc import views
from reports import urls as reports_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", views.health, name="health"),
    path("", include("notifications.urls")),
    path("account/", include("accounts.urls")),
    # The addresses that begin alike are tried one by one: those with a beginning of their own come first.
    path("projects/<uuid:project_id>/dialogues/", include("dialogues.urls")),
    path("projects/<uuid:project_id>/exports/", include("reports.urls")),
    path("projects/", include("overview.urls")),
    path("projects/", include("projects.urls")),
    path("projects/", include("glossary.urls")),
    path("projects/", include("milestones.urls")),
    path("projects/", include("contributions.urls")),
    path("projects/", include("tensions.urls")),
    path("projects/", include("understanding.urls")),
    path("", include("participants.urls")),
    path("my-data/", include((reports_urls.mine, "mine"))),
]

handler429 = "core.errors.too_many"  # the name allauth looks for
