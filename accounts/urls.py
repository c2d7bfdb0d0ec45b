"""URLs of signing in and of one's own profile."""

urlpatterns: list[object] = []
