"""Addresses of benchmarks."""

from django.urls import path

from pledges.benchmarks import deciding, views, writing

urlpatterns = [
    path("benchmarks/", views.benchmarks, name="benchmarks"),
    path("benchmarks/sheet/", views.benchmarks_sheet, name="benchmarks_sheet"),
    path("benchmarks/new/<str:organisation>/", writing.new, name="benchmark_new"),
    path("benchmarks/<int:number>/", views.benchmark, name="benchmark"),
    path("benchmarks/<int:number>/rows/", writing.rows, name="benchmark_rows"),
    path("benchmarks/<int:number>/<str:verb>/", deciding.decide, name="benchmark_decide"),
]
