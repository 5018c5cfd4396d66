"""Entries of the showcase as a list, the page of an entry, and its pictures for those who may read it inside."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.attachments import storage
from core.choices import READERS
from core.web.access import page
from pledges.models import ShowcaseEntry, ShowcasePicture
from pledges.queries.showcase import may_show, of_entry
from pledges.showcase.fetching import crumbs, entry_of, own_branches
from pledges.showcase.list import EntryFilter, EntryList
from pledges.showcase.page import ShowPage


@page(*READERS)
def entries(request):
    """Every entry within the scope."""
    chosen = EntryFilter(request.GET, request=request, queryset=request.scope.of(ShowcaseEntry))
    context = {"filter": chosen, "list": EntryList(chosen.qs, request), "crumbs": [(_("Showcase"), None)]}
    context["own"] = may_show(own_branches(request.scope), timezone.localdate())
    return render(request, "pledges/showcase/entries.html", context)


@page(*READERS)
def entries_sheet(request):
    """The entries on screen, all pages of them, as a workbook."""
    chosen = EntryFilter(request.GET, request=request, queryset=request.scope.of(ShowcaseEntry))
    return EntryList(chosen.qs, request).workbook(_("Showcase"))


@page(*READERS)
def entry(request, number):
    """One entry: what it says, where it stands, what is to be done about it."""
    found = entry_of(request, number)
    context = {
        "entry": found,
        "page": ShowPage(found, request.scope),
        "timeline": of_entry(found),
        "crumbs": crumbs(request, found),
    }
    return render(request, "pledges/showcase/entry.html", context)


@page(*READERS)
def kept_picture(request, number, picture):
    """A picture for whoever may read its entry inside."""
    row = request.scope.get(ShowcasePicture, pk=picture, entry=number)
    if not row.file:
        raise Http404
    return storage.picture(row.file.open())
