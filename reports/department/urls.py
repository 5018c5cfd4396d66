"""Address of the department's overview."""

from django.urls import path

from reports.department import views

urlpatterns = [
    path("department/", views.department, name="department"),
]
