"""Addresses of the pages that gather from several apps, room by room."""

from django.urls import include, path

from reports import home, search

app_name = "reports"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("", include("reports.annual.urls")),
    path("", include("reports.board.urls")),
    path("", include("reports.department.urls")),
    path("", include("reports.log.urls")),
    path("", include("reports.open.urls")),
    path("", include("reports.organisations.urls")),
    path("", include("reports.restructuring.urls")),
]
