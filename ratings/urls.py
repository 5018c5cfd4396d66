"""Addresses of rating work; grouped by noun."""

from django.urls import path

from ratings import views, views_entry, views_review

app_name = "ratings"
urlpatterns = [
    path("campaigns/", views.campaigns, name="campaigns"),
    path("campaigns/new/", views.campaign_new, name="campaign_new"),
    path("campaigns/<str:code>/edit/", views.campaign_edit, name="campaign_edit"),
    path("campaigns/<str:code>/remove/", views.campaign_remove, name="campaign_remove"),
    path("campaigns/<str:code>/rounds/new/", views.round_new, name="round_new"),
    path("rounds/<str:code>/edit/", views.round_edit, name="round_edit"),
    path("rounds/<str:code>/review/", views_review.review, name="review"),
    path("rounds/<str:code>/review/approve/", views_review.approve, name="approve"),
    path("rounds/<str:code>/review/return/", views_review.return_, name="return"),
    path("rounds/<str:code>/reopen/<str:organisation>/", views_review.reopen, name="reopen"),
    path("rounds/<str:code>/admit/<str:organisation>/", views_review.admit, name="admit"),
    path("rounds/<str:code>/rate/", views_entry.base_grid, name="base_grid"),
    path("rounds/<str:code>/rate/check/", views_entry.base_check, name="base_check"),
    path("rounds/<str:code>/rate/rows/<str:organisation>/", views_entry.base_row, name="base_row"),
    path("units/<str:code>/rate/<str:round_code>/", views_entry.grid, name="grid"),
    path("units/<str:code>/rate/<str:round_code>/check/", views_entry.check, name="check"),
    path("units/<str:code>/rate/<str:round_code>/rows/<str:organisation>/", views_entry.row, name="row"),
]
