"""Lists on screen, each declared once: its columns make the table, the cards of a phone, the order and the workbook."""

from itertools import islice

import django_filters
import django_tables2 as tables
from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import FileResponse
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django_tables2.data import TableQuerysetData
from django_tables2.rows import BoundRows

from core.workbooks.export import table_response

PAGE = 50
PART = 1000  # rows of a workbook that are in memory at once
ON_SCREEN = 500  # names of a computed list that stand on the page; the workbook has all of them


class ListColumn(tables.Column):
    """A value as it is, "—" without one.

    `orderable=True`: its heading sorts by it (or by `order_by`); `visible=False`: it stands in the workbook only.
    """

    def value(self, value):
        """What stands in the workbook."""
        return value

    def order(self, queryset, is_descending):
        """Sorted by this column, what has no value last; what is equal stays in the order it came in."""
        by = F((self.order_by or (self.accessor,))[0])
        first = by.desc(nulls_last=True) if is_descending else by.asc(nulls_last=True)
        return queryset.order_by(first, *queryset.query.order_by), True


class NumberColumn(ListColumn):
    """Numbers below each other."""

    attrs = {"cell": {"class": "num"}}


class DateColumn(ListColumn):
    """A day in words, in the workbook a date."""

    attrs = {"cell": {"class": "text-nowrap"}}

    def render(self, value):
        """What stands on screen."""
        return date_format(value)


class VerbColumn(ListColumn):
    """What can be done with a row: on screen only, its heading is heard and not seen."""

    empty_values = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, exclude_from_export=True, **kwargs)


class ListRows(TableQuerysetData):
    """The rows of a queryset, made into the list's lines a page or a part at a time."""

    def __getitem__(self, key):
        return self.table.lines(list(self.data[key]))

    def __iter__(self):
        records = self.data.iterator(chunk_size=PART)
        while part := list(islice(records, PART)):
            yield from self.table.lines(part)


class List(tables.Table):
    """The base of every list: subclasses declare their columns, the first of which heads each row.

    A method `value_<column>(value, record)` tells a value that no attribute holds (`empty_values=()`), a method
    `render_<column>(value, record)` draws it on screen. `Meta.order_by`: the column it is sorted by unless asked.
    """

    def __init__(self, rows, request):
        """`rows`: a queryset with its order, or lines in theirs; `request`: asks for `?sort=-column` and `?page=2`."""
        self.request, self.sort = request, self._sort(request.GET.get("sort", ""))
        data = ListRows(rows) if isinstance(rows, QuerySet) else rows
        super().__init__(data, order_by=self.sort or None, orderable=False)
        for column in self.columns.iterall():
            told = getattr(self, f"value_{column.name}", None)
            column.value = told or column.column.value
            column.render = getattr(self, f"render_{column.name}", told or column.column.render)

    def lines(self, records: list) -> list:
        """What the columns are read from: `records` of the queryset themselves unless a list needs more."""
        return records

    @cached_property
    def paginator(self) -> Paginator:
        """All pages of it."""
        return Paginator(self.data, PAGE)

    @cached_property
    def page(self) -> Page:
        """The lines of the page that is asked for; an unknown one is the nearest."""
        return self.paginator.get_page(self.request.GET.get("page"))

    @property
    def paginated_rows(self) -> BoundRows:
        """The rows of that page with their cells."""
        return BoundRows(self.page.object_list, self)

    def workbook(self, name) -> FileResponse:
        """All pages of it as a workbook called `name`, streamed."""
        values = self.as_values()
        return table_response(self.request, name, next(values), values)

    def _sort(self, asked):
        """The order `asked` for when there is such a column to sort by, else ""."""
        column = self.base_columns.get(asked.removeprefix("-"))
        return asked if column and column.orderable else ""


def badge(state, label) -> str:
    """A stored choice in its colour, with its drawing and its word."""
    return render_to_string("ui/badge.html", {"state": state, "label": label})


def day_filter(label, field: str, lookup: str) -> django_filters.DateFilter:
    """A filter by a day, picked in the browser: rows whose `field` compares to it by `lookup` ("gte")."""
    widget = forms.DateInput(attrs={"type": "date"})
    return django_filters.DateFilter(label=label, field_name=field, lookup_expr=lookup, widget=widget)
