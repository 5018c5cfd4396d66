"""Addresses of the ledgers."""

from django.urls import path

from pledges.ledgers import views

urlpatterns = [
    path("plans/ledgers/<slug:kind>/", views.ledger, name="ledger"),
    path("plans/ledgers/<slug:kind>/sheet/", views.ledger_sheet, name="ledger_sheet"),
]
