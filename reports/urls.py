"""Addresses of the pages that gather; grouped by noun."""

from django.urls import include, path

app_name = "reports"
urlpatterns = [
    path("", include("reports.urls_home")),
    path("", include("reports.urls_restructures")),
    path("", include("reports.urls_rounds")),
    path("", include("reports.urls_targets")),
    path("", include("reports.urls_workbooks")),
]
