"""Addresses of the final editions of the annual report."""

from django.urls import path

from reports.annual.editions import views

urlpatterns = [
    path("workbooks/annual/final/", views.annual_freeze, name="annual_freeze"),
    path("workbooks/annual/editions/<int:pk>/", views.annual_edition, name="annual_edition"),
    path("workbooks/annual/editions/<int:pk>/file/", views.annual_edition_file, name="annual_edition_file"),
    path("workbooks/annual/editions/<int:pk>/today/", views.annual_comparison, name="annual_comparison"),
    path("workbooks/annual/verify/", views.annual_verify, name="annual_verify"),
]
