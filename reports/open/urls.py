"""Addresses of the public figures."""

from django.urls import path

from reports.open import views

urlpatterns = [
    path("open/", views.figures, name="open"),
    path("open/method/", views.method, name="open_method"),
    path("open/data.csv", views.data, name="open_data"),
]
