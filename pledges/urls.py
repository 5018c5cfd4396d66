"""Addresses of what is done about a rating, room by room."""

from django.urls import include, path

app_name = "pledges"
urlpatterns = [
    path("", include("pledges.letter.urls")),
    path("", include("pledges.plans.urls")),
    path("", include("pledges.ledgers.urls")),
    path("", include("pledges.wall.urls")),
    path("", include("pledges.benchmarks.urls")),
    path("", include("pledges.meetings.urls")),
    path("", include("pledges.twinning.urls")),
    path("", include("pledges.duties.urls")),
    path("", include("pledges.showcase.urls")),
]
