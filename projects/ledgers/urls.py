"""Addresses of the ledgers of projects."""

from django.urls import path

from projects.ledgers import views

urlpatterns = [
    path("projects/ledgers/<slug:kind>/", views.ledger, name="ledger"),
    path("projects/ledgers/<slug:kind>/sheet/", views.ledger_sheet, name="ledger_sheet"),
]
