"""Addresses of the target board, the numbers behind it and the flow between rounds."""

from django.urls import path

from reports import flow, numbers, targets

urlpatterns = [
    path("targets/", targets.targets, name="targets"),
    path("targets/sheet/", targets.targets_sheet, name="targets_sheet"),
    path("numbers/<slug:metric>/", numbers.number, name="number"),
    path("numbers/<slug:metric>/sheet/", numbers.number_sheet, name="number_sheet"),
    path("rounds/<str:code>/flow/", flow.flow, name="flow"),
    path("rounds/<str:code>/flow/sheet/", flow.flow_sheet, name="flow_sheet"),
]
