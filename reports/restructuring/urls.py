"""Addresses of the changes of the tree."""

from django.urls import path

from reports.restructuring import views, voiding

urlpatterns = [
    path("restructures/", views.restructuring, name="restructuring"),
    path("restructures/sheet/", views.restructuring_sheet, name="restructuring_sheet"),  # before the verbs
    path("restructures/changes/<int:number>/", voiding.change, name="change"),
    path("restructures/changes/<int:number>/document/", voiding.document, name="change_document"),
    path("restructures/changes/<int:number>/<slug:verb>/", voiding.decide, name="change_decide"),
    path("restructures/<slug:verb>/", views.restructure, name="restructure"),
    path("restructures/<slug:verb>/options/<slug:field>/", views.restructure_options, name="restructure_options"),
]
