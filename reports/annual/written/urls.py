"""Address of the written report."""

from django.urls import path

from reports.annual.written import views

urlpatterns = [path("workbooks/annual/written/", views.annual_written, name="annual_written")]
