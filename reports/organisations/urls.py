"""Addresses of the pages of units and branches."""

from django.urls import path

from reports.organisations import views

urlpatterns = [
    path("units/<str:code>/", views.unit, name="unit"),
    path("units/<str:code>/sheet/", views.unit_sheet, name="unit_sheet"),
    path("branches/<str:code>/", views.branch, name="branch"),
]
