"""URLs of the dialogues app, below one project."""

app_name = "dialogues"
urlpatterns: list[object] = []
