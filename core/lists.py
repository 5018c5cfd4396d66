"""Lists on screen, each declared once: its columns make the table, the cards of a phone, the order and the workbook."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from inspect import signature
from itertools import chain, groupby, islice
from operator import attrgetter

import django_filters
import django_tables2 as tables
from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import FileResponse
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django_tables2.data import TableListData, TableQuerysetData
from django_tables2.rows import BoundRows

from core.workbooks.export import form_response, table_response
from core.workbooks.official import Filing, FormColumn, FormGroup, OfficialForm

PAGE = 50  # rows of a list, or of each of several, that stand on a page
PART = 1000  # rows of a workbook that are in memory at once
ON_SCREEN = 500  # names of a computed list that stand on the page; the workbook has all of them


class ListColumn(tables.Column):
    """A value as it is, "—" without one.

    `orderable=True`: its heading sorts by it (or by `order_by`); `visible=False`: it stands in the workbook only.
    In a Ledger's official form: `group`, the heading above it; `width` in characters; `summed`: added up in 合计.
    """

    is_text = False  # running text: wide, and not centred in a form
    look = ""  # of its numbers in a form, when they are no counts (official.looks)

    def __init__(self, *args, group="", width=10, summed=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.group, self.width, self.summed = group, width, summed

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


class TextColumn(ListColumn):
    """Running text, line by line as it was typed."""

    attrs = {"cell": {"class": "running typed"}}
    is_text = True


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


def in_parts(rows: Iterable) -> Iterator[list]:
    """`rows`, of a queryset or of anything else, a part at a time, so that of a queryset no more are in memory."""
    left = rows.iterator(chunk_size=PART) if isinstance(rows, QuerySet) else iter(rows)
    return iter(lambda: list(islice(left, PART)), [])  # nothing holds the last part while the next one is read


def one_of_several(request, key: str, rows) -> Page:
    """The page of `rows`, of the one of several lists called `key`: `?list=` says which of them `?page=` turns over.
    Where there are none nothing but their number is read."""
    asked = request.GET.get("page") if request.GET.get("list") == key else None
    paginator = Paginator(rows, PAGE)
    return paginator.get_page(asked) if paginator.count else Page([], 1, paginator)


class ReadRows:
    """The rows of a queryset as `read` makes them of a part of it: read when they are shown, a slice at a time.

    `columns`: of what it makes them, instead of the rows themselves; what lies outside them is not looked at to count
    them. `count`: how many they are, where that is known.
    """

    def __init__(
        self,
        rows: QuerySet,
        read: Callable[[list], Iterable],
        *,
        columns: Sequence[str] = (),
        count: int | None = None,
    ):
        self._counted, self._rows, self._read = rows, rows.values_list(*columns) if columns else rows, read
        if count is not None:
            self._count = count

    @cached_property
    def _count(self):
        return self._counted.order_by().count()

    def __len__(self):
        return self._count

    def __iter__(self):
        for part in in_parts(self._rows):
            yield from self._read(part)

    def __getitem__(self, part: slice):
        return list(self._read(list(self._rows[part]))) if len(self) else []


class ListRows(TableQuerysetData):
    """The rows of a queryset, made into the list's lines a page or a part at a time."""

    def __getitem__(self, key):
        return self.table.lines(list(self.data[key]))

    def __iter__(self):
        for part in in_parts(self.data):
            yield from self.table.lines(part)


class List(tables.Table):
    """The base of every list: subclasses declare their columns, the first of which heads each row.

    A method `value_<column>(value, record)` tells a value that no attribute holds (`empty_values=()`), a method
    `render_<column>(value, record)` draws it on screen. `Meta.order_by`: the column it is sorted by unless asked.
    """

    def __init__(self, rows, request, *, without=()):
        """`rows`: a queryset with its order, or lines in theirs (ReadRows: read a page at a time); `request`: asks for
        `?sort=-column` and `?page=2`; `without`: the columns that who looks does not see, here or in the workbook."""
        self.request, self.sort = request, self._sort(request.GET.get("sort", ""))
        super().__init__(_data(rows), order_by=self.sort or None, orderable=False, exclude=without)
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

    @property
    def count(self) -> int:
        """How many rows it says there are."""
        return self.paginator.count

    @cached_property
    def page(self) -> Page:
        """The lines of the page that is asked for; an unknown one is the nearest. `?list=`: another list's is."""
        asked = self.request.GET
        return self.paginator.get_page(None if "list" in asked else asked.get("page"))

    @property
    def paginated_rows(self) -> BoundRows:
        """The rows of that page with their cells."""
        return BoundRows(self.page.object_list, self)

    def workbook(self, title, **facts) -> FileResponse:
        """All pages of it as a workbook, streamed; above them its `title` and the `facts` (`export.table_response`):
        whose it is, of which day, what was chosen."""
        values = self.as_values()
        return table_response(self.request, title, next(values), values, **facts)

    def _sort(self, asked):
        """The order `asked` for when there is such a column to sort by, else ""."""
        column = self.base_columns.get(asked.removeprefix("-"))
        return asked if column and column.orderable else ""


def _data(rows):
    if isinstance(rows, ReadRows):
        return TableListData(rows)  # which does not read all of them beforehand
    return ListRows(rows) if isinstance(rows, QuerySet) else rows


class Ledger(List):
    """A list that is an official form as well: the same columns, those with a `group` next to each other below it.

    `fixed`: how many columns of the form stay at its left.
    """

    fixed = 2

    def official(self, name, title, filing: Filing) -> FileResponse:
        """All pages of it as the form `title`, in a workbook called `name`."""
        rows = [values for _record, values in self.filled(self.data)]
        return form_response(self.request, name, self.form(title), filing, rows)

    def form(self, title) -> OfficialForm:
        """The form `title` that it fills in."""
        groups = groupby(self.written, key=lambda column: column.column.group or column.name)
        headed = chain.from_iterable(_headed(list(group)) for _key, group in groups)
        return OfficialForm(str(title), tuple(headed), self.fixed)

    def filled(self, records: Iterable) -> Iterator[tuple[object, list]]:
        """Each of `records`, which its rows are read from, and its values in the form."""
        for record in records:
            yield record, [tell(record) for tell in self._tellers]

    @cached_property
    def _tellers(self):
        return [_teller(column) for column in self.written]

    @property
    def written(self) -> list:
        """Its columns in the form."""
        return [one for one in self.columns.iterall() if not one.column.exclude_from_export]


def _teller(column):
    """What tells the value of `column` of a record, found out once: a ledger of ten thousand rows asks it as often.

    A choice is told by its `get_…_display`.
    """
    told, asked = column.value, attrgetter(str(column.accessor).replace("__", "."))
    wanted, empty = set(signature(told).parameters), column.column.empty_values

    def tell(record):
        value = None
        if empty != ():
            try:
                value = asked(record)
            except AttributeError:
                return None
            value = value() if callable(value) else value
            if value in empty:
                return None
        return told(**{name: fact for name, fact in (("value", value), ("record", record)) if name in wanted})

    return tell


def _headed(columns):
    """Columns next to each other in a form: below the heading of their group when they have one."""
    leaves = tuple(_declared(one.header, one.column) for one in columns)
    group = columns[0].column.group
    return (FormGroup(group, leaves),) if group else leaves


def _declared(heading, column):
    return FormColumn(heading, column.width, left=column.is_text, summed=column.summed, look=column.look)


def badge(state, label) -> str:
    """A stored choice in its colour, with its drawing and its word."""
    return render_to_string("ui/badge.html", {"state": state, "label": label})


def day_filter(label, field: str, lookup: str) -> django_filters.DateFilter:
    """A filter by a day, picked in the browser: rows whose `field` compares to it by `lookup` ("gte")."""
    widget = forms.DateInput(attrs={"type": "date"})
    return django_filters.DateFilter(label=label, field_name=field, lookup_expr=lookup, widget=widget)
