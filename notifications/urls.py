"""URLs of what needs somebody, and of the mail log."""

from django.urls import path

from notifications import views

urlpatterns = [
    path("", views.home, name="home"),
    path("mail/", views.mail_log, name="mail_log"),
    path("mail/<uuid:mail_id>/retry/", views.mail_retry, name="mail_retry"),
]
