"""Addresses of calls."""

from django.urls import path

from projects.calls import views, writing

urlpatterns = [
    path("projects/calls/", views.calls, name="calls"),
    path("projects/calls/sheet/", views.calls_sheet, name="calls_sheet"),
    path("projects/calls/new/", writing.new, name="call_new"),
    path("projects/calls/<int:number>/", views.call, name="call"),
    path("projects/calls/<int:number>/edit/", writing.edit, name="call_edit"),
    path("projects/calls/<int:number>/publish/", writing.publish, name="call_publish"),
    path("projects/calls/<int:number>/discard/", writing.discard, name="call_discard"),
    path("projects/calls/<int:number>/files/", writing.add_file, name="call_add_file"),
    path("projects/calls/<int:number>/files/<int:file>/", views.call_file, name="call_file"),
    path("projects/calls/<int:number>/files/<int:file>/remove/", writing.drop_file, name="call_drop_file"),
]
