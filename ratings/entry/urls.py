"""Addresses of the grids, of units and of the university."""

from django.urls import path

from ratings.entry import views

urlpatterns = [
    path("rounds/<str:code>/rate/", views.base_grid, name="base_grid"),
    path("rounds/<str:code>/rate/check/", views.base_check, name="base_check"),
    path("rounds/<str:code>/rate/rows/<str:organisation>/", views.base_row, name="base_row"),
    path("units/<str:code>/rate/<str:round_code>/", views.grid, name="grid"),
    path("units/<str:code>/rate/<str:round_code>/check/", views.check, name="check"),
    path("units/<str:code>/rate/<str:round_code>/workbook/", views.grid_sheet, name="grid_sheet"),
    path("units/<str:code>/rate/<str:round_code>/rows/<str:organisation>/", views.row, name="row"),
]
