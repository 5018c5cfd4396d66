"""A list of the day that an address asks about (`?on=`), on screen and as a workbook (R34)."""

from collections.abc import Sequence
from functools import cached_property

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django_filters import FilterSet

from core.lists import List
from core.web.day import DayQuery, past_bar


class DatedList:
    """What the filter of the class `chooses` leaves of `rows`, those of the day of `query`, as a list of the class
    `shows`."""

    def __init__(
        self, request: HttpRequest, query: DayQuery, rows: QuerySet, chooses: type[FilterSet], shows: type[List]
    ):
        self.request, self.query, self._shows = request, query, shows
        self.filter = chooses(request.GET, request=request, queryset=rows, query=query)

    @property
    def rows(self) -> QuerySet:
        """The rows that are left."""
        return self.filter.qs

    @cached_property
    def list(self) -> List:
        """All pages of them."""
        return self._shows(self.rows, self.request, self.query)

    def page(self, template: str, crumbs: Sequence[tuple], **context) -> HttpResponse:
        """The page of `template` with the list, its filter and the bar of another day."""
        shown = {"query": self.query, "filter": self.filter, "list": self.list, "crumbs": crumbs, **context}
        bar = past_bar(self.request, self.query)
        return render(self.request, template, {**shown, **bar}, status=self.query.status)

    def workbook(self, name: str, told: Sequence[tuple] = ()) -> FileResponse | None:
        """All pages of it as a workbook called `name`, `told`: (label, value) of what it is about besides; None for a
        day that is none, which the page tells."""
        if self.query.problems:
            return None
        return self.list.workbook(name, on=self.query.on, told=[*self.query.told, *told], chosen=self.filter.form)
