"""Addresses of the changes of the tree."""

from django.urls import path

from reports.restructuring import views

urlpatterns = [
    path("restructures/", views.restructuring, name="restructuring"),
    path("restructures/sheet/", views.restructuring_sheet, name="restructuring_sheet"),  # before the verbs
    path("restructures/<slug:verb>/", views.restructure, name="restructure"),
    path("restructures/<slug:verb>/options/<slug:field>/", views.restructure_options, name="restructure_options"),
]
