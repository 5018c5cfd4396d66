"""Addresses of the rating rounds."""

from django.urls import path

from reports import rounds

urlpatterns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/<str:code>/", rounds.round_, name="round"),
    path("rounds/<str:code>/sheet/", rounds.round_sheet, name="round_sheet"),
    path("rounds/<str:code>/progress/", rounds.round_progress, name="round_progress"),
    path("rounds/<str:code>/progress/sheet/", rounds.round_progress_sheet, name="round_progress_sheet"),
]
