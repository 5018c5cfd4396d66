"""Addresses of experts, panels, desk and ranking."""

from django.urls import path

from projects.reviews import views
from projects.reviews.desk import views as desk
from projects.reviews.experts import views as experts
from projects.reviews.panels import views as panels
from projects.reviews.ranking import views as ranking

urlpatterns = [
    path("projects/experts/", experts.experts, name="experts"),
    path("projects/experts/<int:number>/", experts.expert, name="expert"),
    path("projects/desk/", desk.desk, name="desk"),
    path("projects/desk/<int:number>/", desk.sheet, name="sheet"),
    path("projects/desk/<int:number>/conflict/", desk.conflict, name="conflict"),
    path("projects/calls/<int:number>/ranking/", ranking.ranking, name="ranking"),
    path("projects/calls/<int:number>/ranking/sheet/", ranking.ranking_sheet, name="ranking_sheet"),
    path("projects/calls/<int:number>/assign/", panels.assign, name="assign"),
    path("projects/<int:number>/approval.docx", views.approval_form, name="approval_form"),
    path("projects/<int:number>/panel/<str:stage>/", panels.panel, name="panel"),
    path("projects/<int:number>/panel/<str:stage>/close/", panels.close, name="panel_close"),
    path("projects/<int:number>/panel/<str:stage>/seats/<int:seat>/remove/", panels.unseat, name="unseat"),
]
