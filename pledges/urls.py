"""Addresses of plans and of the public wall."""

from django.urls import include, path

app_name = "pledges"
urlpatterns = [
    path("", include("pledges.plans.urls")),
]
