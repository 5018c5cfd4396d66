"""Addresses of the changes of the tree."""

from django.urls import path

from reports import restructures

urlpatterns = [
    path("restructures/", restructures.restructures, name="restructures"),
    path("restructures/sheet/", restructures.restructures_sheet, name="restructures_sheet"),  # before the verbs
    path("restructures/<slug:verb>/", restructures.restructure, name="restructure"),
    path(
        "restructures/<slug:verb>/options/<slug:field>/", restructures.restructure_options, name="restructure_options"
    ),
]
