"""The site's addresses and two more: the pages of the board and of the wall from fixed values."""

from django.urls import include, path

from bench.constant import constant, constant_wall

urlpatterns = [
    path("bench-constant/", constant),
    path("bench-constant-wall/", constant_wall),
    path("", include("config.urls")),
]
