"""Addresses of workbooks in and out; without a namespace, for every app links there."""

from django.urls import path

from reports.workbooks import views

urlpatterns = [
    path("workbooks/", views.workbooks, name="workbooks"),
    path("workbooks/templates/<slug:kind>/", views.workbook_template, name="workbook_template"),
    path("workbooks/export/<slug:kind>/", views.workbook_export, name="workbook_export"),
    path("workbooks/import/<slug:kind>/", views.workbook_upload, name="workbook_upload"),
    path("workbooks/uploads/<int:pk>/", views.upload, name="upload"),
    path("workbooks/uploads/<int:pk>/refused/", views.upload_refused, name="upload_refused"),
    path("workbooks/uploads/<int:pk>/apply/", views.upload_apply, name="upload_apply"),
]
