"""URLs of projects, people and milestones."""

app_name = "projects"
urlpatterns: list[object] = []
