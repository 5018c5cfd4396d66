"""Address of the letter of a pledge."""

from django.urls import path

from pledges.letter import views

urlpatterns = [path("plans/<int:pk>/letter/", views.letter, name="letter")]
