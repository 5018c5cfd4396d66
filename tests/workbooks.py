"""Workbooks as people hand them in: by Excel, WPS and LibreOffice, and by people who mean harm."""

import io
import zipfile
from pathlib import Path

from openpyxl import Workbook, load_workbook

from core.workbooks.kinds import import_cells, kind_of, plan_import
from core.workbooks.listed.page import HEADING_ROW
from core.workbooks.reading import read_cells, workbook_of
from core.workbooks.tables import read_tables

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    "</Types>"
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
RELATION = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)
WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="{title}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def write_book(path: Path, sheets: dict) -> Path:
    """A workbook with `sheets`, {title: rows of cells}."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def read_book(path: Path) -> dict:
    """{title: rows of cells}, as openpyxl reads them."""
    return {page.title: [[cell.value for cell in row] for row in page.iter_rows()] for page in load_workbook(path)}


def write_raw(path: Path, sheet_data: str, *, title="表", extra=None) -> Path:
    """A workbook whose one sheet holds `sheet_data` (rows as XML); `extra`: further members, {name: text or bytes}."""
    members = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS.format(RELATION.format("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": WORKBOOK.format(title=title),
        "xl/_rels/workbook.xml.rels": RELATIONS.format(RELATION.format("rId1", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": SHEET.format(sheet_data),
        **(extra or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def downloaded(response, sheet=0):
    """The rows of the workbook that a page hands out, its headings first; `sheet`: the number of another than its
    first."""
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return list(book.worksheets[sheet].iter_rows(values_only=True))


def list_rows(response):
    """The rows of the list that a page hands out as a workbook, its headings first."""
    headings, *rows = downloaded(response)[HEADING_ROW - 1 :]
    headings = headings[: len([one for one in headings if one is not None])]
    return [headings, *(row[: len(headings)] for row in rows)]


def said_above(response):
    """What stands above the headings of the list that a page hands out: its title, and two lines."""
    return [row[0] for row in downloaded(response)[: HEADING_ROW - 1]]


def raw(path, titles):
    """What stands in the sheets named in `titles`. Raises: WorkbookRefused."""
    return workbook_of(read_cells(path, titles))


def tables_at(path, sheets):
    """The declared `sheets` of a workbook as tables, and the problems. Raises: WorkbookRefused."""
    return read_tables(raw(path, [title for sheet in sheets for title in sheet.titles]), sheets)


def check(kind, path):
    """The plan of an import that is only looked at."""
    return plan_import(kind_of(kind), kind_of(kind).read(path))


def bring_in(kind, path, *, by=None, scope=None):
    """The plan of an import that is carried out; within `scope` as by page, without one as by a command."""
    return import_cells(kind_of(kind), kind_of(kind).read(path), by=by, scope=scope, filename=path.name)


def counts(plan):
    """(new, changed, unchanged) of a plan; its errors when there are any."""
    return [(one.sheet, one.cell, one.message) for one in plan.errors] or (plan.new, plan.changed, plan.unchanged)


def cells(plan):
    """Where the errors of a plan stand."""
    return [(one.sheet, one.cell) for one in plan.errors]
