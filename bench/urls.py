"""The site's addresses and one more: the board's page from fixed values."""

from django.urls import include, path

from bench.constant import constant

urlpatterns = [path("bench-constant/", constant), path("", include("config.urls"))]
