"""Addresses of the target board."""

from django.urls import path

from reports.board import views

urlpatterns = [
    path("targets/", views.targets, name="targets"),
    path("targets/sheet/", views.targets_sheet, name="targets_sheet"),
]
