"""Addresses of grading, room by room."""

from django.urls import include, path

app_name = "ratings"
urlpatterns = [
    path("", include("ratings.campaigns.urls")),
    path("", include("ratings.rounds.urls")),
    path("", include("ratings.flow.urls")),
    path("", include("ratings.review.urls")),
    path("", include("ratings.entry.urls")),
]
