"""A list as a workbook to be read and printed: what it is stands above it and in the name of its file."""

from core.workbooks.listed.about import About, file_name
from core.workbooks.listed.page import ListPage

__all__ = ["About", "ListPage", "file_name"]
