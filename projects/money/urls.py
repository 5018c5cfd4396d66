"""Addresses of the money of projects."""

from django.urls import path

from projects.money import overview, views

urlpatterns = [
    path("projects/money/", overview.money, name="money"),
    path("projects/money/sheet/", overview.money_sheet, name="money_sheet"),
    path("projects/<int:number>/advance/", views.advance, name="advance"),
    path("projects/<int:number>/spend/", views.spend, name="spend"),
    path("projects/<int:number>/expenditures/<int:pk>/receipt/", views.receipt, name="receipt"),
    path("projects/<int:number>/money/<slug:kind>/<int:pk>/void/", views.void, name="money_void"),
]
