"""URLs of the reports app, below one project; and those of a person's own data."""

from django.urls import URLPattern, path

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

# About oneself, outside any project.
mine: list[URLPattern] = [
    path("", views.my_data, name="my_data"),
    path("file/", views.my_data_create, name="my_data_create"),
    path("file/<uuid:export_id>/", views.my_data_detail, name="my_data_detail"),
    path("file/<uuid:export_id>/again/", views.my_data_retry, name="my_data_retry"),
    path("file/<uuid:export_id>/download/", views.my_data_download, name="my_data_download"),
    path("erase/", views.my_data_erase, name="my_data_erase"),
    path("erase/check/", views.my_data_erase_check, name="my_data_erase_check"),
    path("erase/sign-in/", views.my_data_erase_again, name="my_data_erase_again"),
    path("goodbye/", views.goodbye, name="goodbye"),
]
