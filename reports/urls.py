"""URLs of the reports app, below one project."""

app_name = "reports"
urlpatterns: list[object] = []
