"""Addresses of the inbox; without a namespace, for every page leads there."""

from django.urls import path

from reports.todo import views

urlpatterns = [
    path("todo/", views.todo, name="todo"),
    path("todo/count/", views.todo_count, name="todo_count"),
]
