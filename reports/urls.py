"""URLs of the reports app, below one project; and those of a person's own data."""

from django.urls import URLPattern, path

from reports.views import erasing, exports, my_data

app_name = "reports"
urlpatterns = [
    path("", exports.export_list, name="export_list"),
    path("ask/", exports.export_create, name="export_create"),
    path("<uuid:export_id>/", exports.export_detail, name="export_detail"),
    path("<uuid:export_id>/again/", exports.export_retry, name="export_retry"),
    path("<uuid:export_id>/stop/", exports.export_cancel, name="export_cancel"),
    path("<uuid:export_id>/download/", exports.export_download, name="export_download"),
]

# About oneself, outside any project.
mine: list[URLPattern] = [
    path("", my_data.my_data, name="my_data"),
    path("file/", my_data.my_data_create, name="my_data_create"),
    path("file/<uuid:export_id>/", my_data.my_data_detail, name="my_data_detail"),
    path("file/<uuid:export_id>/again/", my_data.my_data_retry, name="my_data_retry"),
    path("file/<uuid:export_id>/download/", my_data.my_data_download, name="my_data_download"),
    path("erase/", erasing.my_data_erase, name="my_data_erase"),
    path("erase/check/", erasing.my_data_erase_check, name="my_data_erase_check"),
    path("erase/sign-in/", erasing.my_data_erase_again, name="my_data_erase_again"),
    path("goodbye/", erasing.goodbye, name="goodbye"),
]
