"""Addresses of the public wall."""

from django.urls import path

from pledges.wall import views

urlpatterns = [
    path("pledges/", views.wall, name="wall"),
    path("pledges/method/", views.method, name="method"),
    path("pledges/<int:number>/", views.pledge, name="pledge"),
    path("pledges/<int:number>/versions/<int:version>/", views.version, name="version"),
]
