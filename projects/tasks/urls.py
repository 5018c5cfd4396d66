"""Addresses of tasks."""

from django.urls import path

from projects.tasks import views, writing

urlpatterns = [
    path("projects/tasks/", views.tasks, name="tasks"),
    path("projects/tasks/sheet/", views.tasks_sheet, name="tasks_sheet"),
    path("projects/<int:number>/tasks/", writing.edit, name="tasks_edit"),
    path("projects/<int:number>/tasks/<int:task>/report/", writing.report, name="task_report"),
    path("projects/<int:number>/tasks/<int:task>/<str:verb>/", writing.decide, name="task_decide"),
]
