"""Addresses of the showcase: the public one, and the entries inside."""

from django.urls import path

from pledges.showcase import deciding, public, views, writing

urlpatterns = [
    path("showcase/", public.showcase, name="showcase"),
    path("showcase/<int:number>/", public.shown, name="showcase_shown"),
    path("showcase/pictures/<str:name>", public.picture, name="showcase_picture"),
    path("showcase/entries/", views.entries, name="showcase_entries"),
    path("showcase/entries/sheet/", views.entries_sheet, name="showcase_entries_sheet"),
    path("showcase/entries/new/<str:organisation>/", writing.new, name="showcase_new"),
    path("showcase/entries/<int:number>/", views.entry, name="showcase_entry"),
    path("showcase/entries/<int:number>/edit/", writing.edit, name="showcase_edit"),
    path("showcase/entries/<int:number>/pictures/", writing.add_picture, name="showcase_add_picture"),
    path("showcase/entries/<int:number>/pictures/<int:picture>/", views.kept_picture, name="showcase_kept_picture"),
    path(
        "showcase/entries/<int:number>/pictures/<int:picture>/remove/",
        writing.drop_picture,
        name="showcase_drop_picture",
    ),
    path("showcase/entries/<int:number>/discard/", writing.discard, name="showcase_discard"),
    path("showcase/entries/<int:number>/<str:verb>/", deciding.decide, name="showcase_decide"),
]
