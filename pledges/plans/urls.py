"""Addresses of plans."""

from django.urls import path

from pledges.plans import deciding, measuring, views, writing

urlpatterns = [
    path("plans/", views.plans, name="plans"),
    path("plans/sheet/", views.plans_sheet, name="plans_sheet"),
    path("plans/measures/", views.measures, name="measures"),
    path("plans/measures/sheet/", views.measures_sheet, name="measures_sheet"),
    path("plans/new/<str:kind>/<str:organisation>/", writing.new, name="plan_new"),
    path("plans/proofs/<int:number>/", measuring.proof, name="proof"),
    path("plans/<int:number>/", views.plan, name="plan"),
    path("plans/<int:number>/edit/", writing.edit, name="plan_edit"),
    path("plans/<int:number>/discard/", writing.discard, name="plan_discard"),
    path("plans/<int:number>/counts/", deciding.appraise, name="plan_counts"),
    path("plans/<int:number>/look-back/", deciding.look_back, name="plan_look_back"),
    path("plans/<int:number>/move/", measuring.move, name="plan_move"),
    path("plans/<int:number>/moves/<int:move>/<str:verb>/", measuring.decide_move, name="move_decide"),
    path("plans/<int:number>/resources/", measuring.resource, name="resource_new"),
    path("plans/<int:number>/resources/<int:resource>/drop/", measuring.drop_resource, name="resource_drop"),
    path("plans/<int:number>/versions/<int:version>/", views.version, name="plan_version"),
    path("plans/<int:number>/version/<str:verb>/", deciding.decide_version, name="version_decide"),
    path("plans/<int:number>/measures/<int:measure>/report/", measuring.report, name="measure_report"),
    path("plans/<int:number>/measures/<int:measure>/move/", measuring.move, name="measure_move"),
    path("plans/<int:number>/measures/<int:measure>/<str:verb>/", measuring.decide_measure, name="measure_decide"),
    path("plans/<int:number>/<str:verb>/", deciding.decide, name="plan_decide"),
]
