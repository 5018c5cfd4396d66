"""Addresses of the pages behind numbers; without a namespace, for every app links there."""

from django.urls import path

from reports.numbers import views

urlpatterns = [
    path("numbers/<slug:metric>/", views.number, name="number"),
    path("numbers/<slug:metric>/sheet/", views.number_sheet, name="number_sheet"),
]
