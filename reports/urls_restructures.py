"""Addresses of the changes of the tree."""

from django.urls import path

from reports import restructures

urlpatterns = [
    path("restructures/", restructures.restructures, name="restructures"),
    path("restructures/<slug:verb>/", restructures.restructure, name="restructure"),
    path(
        "restructures/<slug:verb>/options/<slug:field>/", restructures.restructure_options, name="restructure_options"
    ),
]
