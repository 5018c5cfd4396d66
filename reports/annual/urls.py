"""Addresses of the annual report."""

from django.urls import include, path

from reports.annual import accepting, views

urlpatterns = [
    path("workbooks/annual/", views.annual, name="annual"),
    path("workbooks/annual/words/", views.annual_words, name="annual_words"),
    path("workbooks/annual/draft/", views.annual_draft, name="annual_draft"),
    path("workbooks/annual/checks/<slug:key>/accept/", accepting.annual_accept, name="annual_accept"),
    path("workbooks/annual/checks/<slug:key>/withdraw/", accepting.annual_withdraw, name="annual_withdraw"),
    path("", include("reports.annual.editions.urls")),
    path("", include("reports.annual.written.urls")),
]
