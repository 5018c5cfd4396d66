"""Addresses of the rating rounds."""

from django.urls import path

from ratings.rounds import reminding, views

urlpatterns = [
    path("campaigns/<str:code>/rounds/new/", views.round_new, name="round_new"),
    path("rounds/", views.rounds, name="rounds"),
    path("rounds/<str:code>/", views.round_, name="round"),
    path("rounds/<str:code>/edit/", views.round_edit, name="round_edit"),
    path("rounds/<str:code>/sheet/", views.round_sheet, name="round_sheet"),
    path("rounds/<str:code>/progress/", views.round_progress, name="round_progress"),
    path("rounds/<str:code>/remind/", reminding.remind, name="remind"),
    path("rounds/<str:code>/progress/sheet/", views.round_progress_sheet, name="round_progress_sheet"),
]
