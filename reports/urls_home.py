"""Addresses of the homes: the front, the department's overview, the workspaces, search and the log."""

from django.urls import path

from reports import department, home, log, search, workspaces

urlpatterns = [
    path("", home.home, name="home"),
    path("department/", department.department, name="department"),
    path("units/<str:code>/", workspaces.unit, name="unit"),
    path("units/<str:code>/sheet/", workspaces.unit_sheet, name="unit_sheet"),
    path("branches/<str:code>/", workspaces.branch, name="branch"),
    path("search/", search.search, name="search"),
    path("history/", log.log, name="log"),
    path("history/export/", log.export, name="log_export"),
]
