"""Entries of the showcase as a list, the page of an entry, and its pictures for those who may read it inside."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.attachments import storage
from core.choices import READERS
from core.web.access import page
from core.web.dated import DatedList
from core.web.day import past_bar
from pledges.models import ShowcaseEntry, ShowcasePicture
from pledges.queries.showcase import entries_on, may_show, of_entry
from pledges.showcase.fetching import crumbs, entry_on, own_branches
from pledges.showcase.list import EntryFilter, EntryList
from pledges.showcase.page import ShowPage
from ratings.query import board_query


@page(*READERS)
def entries(request):
    """Every entry within the scope, on the day that is asked about."""
    shown = _entries(request)
    own = [] if shown.query.as_of else may_show(own_branches(request.scope), shown.query.on)
    return shown.page("pledges/showcase/entries.html", [(_("Showcase"), None)], own=own)


@page(*READERS)
def entries_sheet(request):
    """The entries on screen, all pages of them, as a workbook; a day that is none is told by the page."""
    return _entries(request).workbook(_("Showcase")) or entries(request)


@page(*READERS)
def entry(request, number):
    """One entry on a day: what it says, where it stands, what is to be done about it."""
    query = board_query(request.GET, ahead=False)
    found = entry_on(request, number, query.on)
    context = {
        "entry": found,
        "query": query,
        "page": ShowPage(found, request.scope, query),
        "timeline": [event for event in of_entry(found) if event.day <= query.on],
        "crumbs": crumbs(found, day=query.string),
        **past_bar(request, query),
    }
    return render(request, "pledges/showcase/entry.html", context, status=query.status)


@page(*READERS)
def kept_picture(request, number, picture):
    """A picture for whoever may read its entry inside."""
    row = request.scope.get(ShowcasePicture, pk=picture, entry=number)
    if not row.file:
        raise Http404
    return storage.picture(row.file.open())


def _entries(request):
    query = board_query(request.GET, ahead=False)
    return DatedList(request, query, entries_on(request.scope.of(ShowcaseEntry), query.on), EntryFilter, EntryList)
