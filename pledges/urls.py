"""Addresses of raising, room by room."""

from django.urls import include, path

app_name = "pledges"
urlpatterns = [
    path("", include("pledges.letter.urls")),
    path("", include("pledges.wall.urls")),
]
