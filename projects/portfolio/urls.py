"""Addresses of projects."""

from django.urls import path

from projects.portfolio import deciding, views

urlpatterns = [
    path("projects/<int:number>/", views.project, name="project"),
    path("projects/<int:number>/<str:verb>/", deciding.decide, name="decide"),
]
