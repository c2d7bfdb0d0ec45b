"""URLs of what needs somebody."""

urlpatterns: list[object] = []
