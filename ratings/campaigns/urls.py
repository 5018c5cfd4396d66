"""Addresses of campaigns."""

from django.urls import path

from ratings.campaigns import views

urlpatterns = [
    path("campaigns/", views.campaigns, name="campaigns"),
    path("campaigns/new/", views.campaign_new, name="campaign_new"),
    path("campaigns/<str:code>/edit/", views.campaign_edit, name="campaign_edit"),
    path("campaigns/<str:code>/remove/", views.campaign_remove, name="campaign_remove"),
]
