"""Addresses of notices: the public ones, and those inside."""

from django.urls import path

from projects.notices import public, views

urlpatterns = [
    path("notices/", public.notices, name="notices"),
    path("notices/<int:number>/", public.notice, name="notice"),
    path("projects/notices/", views.notice_list, name="notice_list"),
    path("projects/notices/new/", views.notice_new, name="notice_new"),
    path("projects/notices/<int:number>/", views.notice_inside, name="notice_inside"),
    path("projects/notices/<int:number>/objections/", views.objections, name="objections"),
    path(
        "projects/notices/<int:number>/objections/<int:objection>/answer/",
        views.objection_answer,
        name="objection_answer",
    ),
]
