"""The workbook of projects, in and out."""
