"""Addresses of the changes of the tree."""

from django.urls import path

from reports.restructuring import views

urlpatterns = [
    path("restructures/", views.restructures, name="restructures"),
    path("restructures/sheet/", views.restructures_sheet, name="restructures_sheet"),  # before the verbs
    path("restructures/<slug:verb>/", views.restructure, name="restructure"),
    path("restructures/<slug:verb>/options/<slug:field>/", views.restructure_options, name="restructure_options"),
]
