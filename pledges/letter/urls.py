"""Address of the letter of a pledge."""

from django.urls import path

from pledges.letter import views

urlpatterns = [path("plans/<int:number>/letter/", views.letter, name="letter")]
