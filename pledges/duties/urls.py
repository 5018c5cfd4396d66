"""Addresses of duties."""

from django.urls import path

from pledges.duties import views

urlpatterns = [
    path("duties/", views.duties, name="duties"),
    path("duties/sheet/", views.duties_sheet, name="duties_sheet"),
    path("duties/remind/", views.remind, name="remind"),
]
