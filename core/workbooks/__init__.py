"""Workbooks in and out: a sheet is declared once and serves import, export, blank template and help page."""
