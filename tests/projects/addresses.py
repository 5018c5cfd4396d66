"""The addresses of the site with those of projects that other rooms name: a list of projects, a call, a file."""

from django.http import HttpResponse
from django.urls import include, path

from config.urls import urlpatterns as of_site
from projects.urls import urlpatterns as of_projects


def elsewhere(request, **_names):
    return HttpResponse()


names = [
    path("projects/", elsewhere, name="projects"),
    path("projects/calls/<int:number>/", elsewhere, name="call"),
    path("projects/files/<int:number>/", elsewhere, name="file"),
]
urlpatterns = [path("", include(([*of_projects, *names], "projects"))), *of_site]
