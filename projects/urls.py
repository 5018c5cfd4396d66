"""Addresses of projects, room by room; what is named comes before the verbs of a project."""

from django.urls import include, path

app_name = "projects"
urlpatterns = [
    path("", include("projects.calls.urls")),
    path("", include("projects.applications.urls")),
    path("", include("projects.reviews.urls")),
    path("", include("projects.notices.urls")),
    path("", include("projects.tasks.urls")),
    path("", include("projects.acceptance.urls")),
    path("", include("projects.money.urls")),
    path("", include("projects.ledgers.urls")),
    path("", include("projects.portfolio.urls")),
]
