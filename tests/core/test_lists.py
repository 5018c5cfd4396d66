"""The mechanism of lists: order, pages and cells as the columns say, and the same columns in the workbook."""

import re
from html import unescape

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from branches.choices import Kind
from branches.models import Organisation
from core.lists import PAGE, PART, DateColumn, List, ListColumn, NumberColumn, VerbColumn, badge
from core.scope import scope_of
from tests.workbooks import list_rows
from tests.world import FOUNDED, found

CODES = ["0101", "0102", "0103", "0201", "0202"]


class BranchList(List):
    """Branches by their number of members."""

    code = ListColumn("Code", visible=False)
    name = ListColumn("Branch")
    kind = ListColumn("Kind")
    members = NumberColumn("Members", orderable=True)
    founded_on = DateColumn("Founded on")
    size = ListColumn("Size", accessor="members", empty_values=())
    change = VerbColumn("Change")

    def render_kind(self, value, record):
        return badge(record.kind, value)

    def value_size(self, value):
        return "large" if (value or 0) > 20 else "small"

    def render_change(self, record):
        return f"change {record.code}"


class NumberList(List):
    """Plain rows."""

    number = NumberColumn("Number")


def asking(query="", person=None):
    request = RequestFactory().get(f"/list/{query}")
    request.user = person
    if person:
        request.scope = scope_of(person)
    return request


def branches():
    return Organisation.objects.filter(kind=Kind.BRANCH).order_by("code")


def listed(query=""):
    return BranchList(branches(), asking(query))


def drawn(shown):
    return render_to_string("ui/list.html", {"list": shown, "title": "Nothing."}, shown.request)


def cells(html):
    """(element, data-label, text) of every cell of the rows."""
    body = html.partition("<tbody>")[2]
    found_cells = re.findall(r"<(t[hd])([^>]*)>(.*?)</t[hd]>", body, re.DOTALL)
    return [
        (tag, "".join(re.findall('data-label="(.*?)"', attributes)), unescape(re.sub("<.*?>", "", text)).strip())
        for tag, attributes, text in found_cells
    ]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", CODES),
        ("?sort=members", ["0101", "0103", "0202", "0102", "0201"]),
        ("?sort=-members", ["0202", "0101", "0103", "0102", "0201"]),
        *[(f"?sort={unknown}", CODES) for unknown in ("nix", "name", "--members", "members,code", "-")],
    ],
)
def test_list_is_sorted_by_a_column_that_offers_it(world, query, codes):
    """What has no value comes last in both directions, what is equal stays in the order it had."""
    branches().filter(code__in=("0102", "0201")).update(members=None)
    branches().filter(code="0101").update(members=9)
    assert [branch.code for branch in listed(query).page] == codes


@pytest.mark.parametrize(
    ("query", "aria", "following"),
    [
        ("", [], "members"),
        ("?sort=members", ["ascending"], "-members"),
        ("?sort=-members", ["descending"], "members"),
        ("?sort=nix&page=2", [], "members"),
    ],
)
def test_heading_says_the_order_and_leads_to_the_next(world, query, aria, following):
    html = drawn(listed(query))
    assert re.findall('aria-sort="(.*?)"', html) == aria
    assert re.findall('<a href="(.*?)"', html) == [f"?sort={following}#list"]


def test_row_has_a_heading_and_its_cells_are_labelled(world):
    assert cells(drawn(listed()))[:6] == [
        ("th", "", "文学院教工第一党支部"),
        ("td", "Kind", "党支部"),
        ("td", "Members", "12"),
        ("td", "Founded on", "2005年9月1日"),
        ("td", "Size", "small"),
        ("td", "", "change 0101"),
    ]


def test_cell_without_a_value_has_a_dash_and_text_stays_text(world):
    Organisation.objects.filter(code="0101").update(members=None, name="<b>")
    assert [text for _tag, _label, text in cells(drawn(listed()))][0:3:2] == ["<b>", "—"]


def test_list_without_rows_says_so(world):
    html = drawn(BranchList(Organisation.objects.none(), asking()))
    assert ("Nothing." in html, "<table" in html) == (True, False)


def test_workbook_holds_what_is_on_screen_as_plain_values(world):
    person = world.people["department"]
    headings, first, *others = list_rows(BranchList(branches(), asking("?sort=-members", person)).workbook("Branches"))
    assert headings == ("Code", "Branch", "Kind", "Members", "Founded on", "Size")
    assert (*first[:4], first[4].date(), first[5]) == ("0202", "化学学院学生党支部", "党支部", 31, FOUNDED, "large")
    assert [row[0] for row in (first, *others)] == [branch.code for branch in listed("?sort=-members").page]


def test_workbook_holds_all_pages_read_in_parts(world, monkeypatch):
    monkeypatch.setattr("core.lists.PART", 3)
    for number in range(PAGE):
        found(world["01"], f"9{number:03d}")
    parts = []
    monkeypatch.setattr(BranchList, "lines", lambda self, records: parts.append(len(records)) or records)
    rows = list_rows(BranchList(branches(), asking(person=world.people["department"])).workbook("Branches"))
    assert len(rows) == 1 + len(CODES) + PAGE
    assert (max(parts), sum(parts), PART) == (3, len(CODES) + PAGE, 1000)


def test_list_costs_the_same_for_few_and_many(world):
    few = queries()
    for number in range(PAGE):
        found(world["01"], f"9{number:03d}")
    assert queries() == few
    assert drawn(listed()).count("<tr ") == PAGE


def queries():
    with CaptureQueriesContext(connection) as captured:
        drawn(listed())
    return len(captured)


@given(rows=st.integers(0, 3 * PAGE + 1), page=st.one_of(st.none(), st.integers(-2, 9), st.text()))
def test_pages_hold_at_most_fifty_rows_and_all_of_them_together_every_row(rows, page):
    numbers = [{"number": number} for number in range(rows)]
    request = asking()
    request.GET = {} if page is None else {"page": str(page)}
    shown = NumberList(numbers, request)
    assert PAGE == 50
    assert len(shown.paginated_rows) <= PAGE
    assert shown.page.number in shown.paginator.page_range
    assert [row for number in shown.paginator.page_range for row in shown.paginator.page(number)] == numbers
