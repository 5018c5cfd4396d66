"""Addresses of review meetings."""

from django.urls import path

from pledges.meetings import closing, views, writing

urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/sheet/", views.meetings_sheet, name="meetings_sheet"),
    path("meetings/new/<str:unit>/", writing.new, name="meeting_new"),
    path("meetings/<int:number>/", views.meeting, name="meeting"),
    path("meetings/<int:number>/edit/", writing.edit, name="meeting_edit"),
    path("meetings/<int:number>/close/", closing.close, name="meeting_close"),
    path("meetings/<int:number>/discard/", writing.discard, name="meeting_discard"),
    path("meetings/<int:number>/minutes/", views.minutes, name="meeting_minutes"),
    path("meetings/<int:number>/follow-up/<str:branch>/", closing.follow_up, name="meeting_follow_up"),
]
