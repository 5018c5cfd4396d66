"""Addresses of projects."""

from django.urls import path

from projects.portfolio import deciding, reminding, views

urlpatterns = [
    path("projects/", views.projects, name="projects"),
    path("projects/sheet/", views.projects_sheet, name="projects_sheet"),
    path("projects/remind/", reminding.remind, name="remind"),
    path("projects/<int:number>/", views.project, name="project"),
    path("projects/<int:number>/<str:verb>/", deciding.decide, name="decide"),
]
