"""Addresses of reports and changes."""

from django.urls import path

from projects.acceptance import changes, reports, writing

urlpatterns = [
    path("projects/<int:number>/reports/<str:kind>/", writing.write, name="report_write"),
    path("projects/<int:number>/report/<int:report>/", reports.report, name="report"),
    path("projects/<int:number>/report/<int:report>/form.docx", reports.report_form, name="report_form"),
    path("projects/<int:number>/report/<int:report>/files/", writing.add_file, name="report_add_file"),
    path(
        "projects/<int:number>/report/<int:report>/files/<int:file>/remove/",
        writing.drop_file,
        name="report_drop_file",
    ),
    path("projects/<int:number>/report/<int:report>/decide/", reports.decide_midterm, name="midterm_decide"),
    path("projects/<int:number>/report/<int:report>/<str:verb>/", reports.decide, name="report_decide"),
    path("projects/<int:number>/changes/<str:kind>/", changes.ask, name="change_ask"),
    path("projects/<int:number>/changes/<int:change>/<str:verb>/", changes.decide, name="change_decide"),
]
