"""Addresses of the department's decisions about ratings."""

from django.urls import path

from ratings.review import views

urlpatterns = [
    path("rounds/<str:code>/review/", views.review, name="review"),
    path("rounds/<str:code>/review/approve/", views.approve, name="approve"),
    path("rounds/<str:code>/review/return/", views.return_, name="return"),
    path("rounds/<str:code>/reopen/<str:organisation>/", views.reopen, name="reopen"),
    path("rounds/<str:code>/admit/<str:organisation>/", views.admit, name="admit"),
]
