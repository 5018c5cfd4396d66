"""Addresses of the log."""

from django.urls import path

from reports.log import views

urlpatterns = [
    path("history/", views.log, name="log"),
    path("history/own/", views.own, name="log_own"),
    path("history/export/", views.export, name="log_export"),
]
