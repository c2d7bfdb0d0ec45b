"""URLs of the reports app, below one project."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.export_list, name="export_list"),
    path("ask/", views.export_create, name="export_create"),
    path("<uuid:export_id>/", views.export_detail, name="export_detail"),
    path("<uuid:export_id>/again/", views.export_retry, name="export_retry"),
    path("<uuid:export_id>/stop/", views.export_cancel, name="export_cancel"),
    path("<uuid:export_id>/download/", views.export_download, name="export_download"),
]
