"""URLs of what needs somebody, and of the mail log."""

from django.urls import path, re_path

from notifications import views

urlpatterns = [
    path("", views.home, name="home"),
    path("needs/<slug:kind>/", views.needs_of_a_kind, name="needs_of_a_kind"),
    path("mail/", views.mail_log, name="mail_log"),
    path("mail/<uuid:mail_id>/retry/", views.mail_retry, name="mail_retry"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/make/", views.calendar_make, name="calendar_make"),
    path("calendar/delete/", views.calendar_delete, name="calendar_delete"),
    re_path(r"^calendar/(?P<feed>[0-9a-f]{32}~[A-Za-z0-9_-]{43})\.ics$", views.calendar_feed, name="calendar_feed"),
]
