"""Addresses of the flow between two rounds."""

from django.urls import path

from ratings.flow import views

urlpatterns = [
    path("rounds/<str:code>/flow/", views.flow, name="flow"),
    path("rounds/<str:code>/flow/sheet/", views.flow_sheet, name="flow_sheet"),
]
