"""Addresses of the rating rounds."""

from django.urls import path

from reports import rounds

urlpatterns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/<str:code>/", rounds.round_, name="round"),
    path("rounds/<str:code>/progress/", rounds.round_progress, name="round_progress"),
]
