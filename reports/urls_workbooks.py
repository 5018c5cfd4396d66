"""Addresses of workbooks in and out."""

from django.urls import path

from reports import workbooks

urlpatterns = [
    path("workbooks/", workbooks.workbooks, name="workbooks"),
    path("workbooks/templates/<slug:kind>/", workbooks.workbook_template, name="workbook_template"),
    path("workbooks/export/<slug:kind>/", workbooks.workbook_export, name="workbook_export"),
    path("workbooks/import/<slug:kind>/", workbooks.workbook_upload, name="workbook_upload"),
    path("workbooks/uploads/<int:pk>/", workbooks.upload, name="upload"),
    path("workbooks/uploads/<int:pk>/apply/", workbooks.upload_apply, name="upload_apply"),
]
