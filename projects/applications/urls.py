"""Addresses of applications."""

from django.urls import path

from projects.applications import views, writing

urlpatterns = [
    path("projects/calls/<int:number>/apply/<str:organisation>/", writing.apply, name="apply"),
    path("projects/files/<int:number>/", views.file, name="file"),
    path("projects/<int:number>/application.docx", views.application_form, name="application_form"),
    path("projects/<int:number>/edit/", writing.edit, name="edit"),
    path("projects/<int:number>/discard/", writing.discard, name="discard"),
    path("projects/<int:number>/proofs/", writing.add_proof, name="add_proof"),
    path("projects/<int:number>/proofs/<int:file>/remove/", writing.drop_proof, name="drop_proof"),
]
