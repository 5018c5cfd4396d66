"""Addresses of twinnings."""

from django.urls import path

from pledges.twinning import deciding, proposing, recording, views

urlpatterns = [
    path("twinning/", views.twinnings, name="twinnings"),
    path("twinning/sheet/", views.twinnings_sheet, name="twinnings_sheet"),
    path("twinning/new/<str:organisation>/", proposing.new, name="twinning_new"),
    path("twinning/pictures/<int:number>/", recording.picture, name="help_picture"),
    path("twinning/<int:number>/", views.twinning, name="twinning"),
    path("twinning/<int:number>/agreement/", views.agreement, name="twinning_agreement"),
    path("twinning/<int:number>/records/new/", recording.note, name="help_record_new"),
    path("twinning/<int:number>/records/<int:record>/", recording.correct, name="help_record_correct"),
    path("twinning/<int:number>/records/<int:record>/<str:verb>/", recording.decide_record, name="help_record_decide"),
    path("twinning/<int:number>/<str:verb>/", deciding.decide, name="twinning_decide"),
]
