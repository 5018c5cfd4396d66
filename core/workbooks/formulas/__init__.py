"""Formulas that are written and worked out from one declaration: what stands in the cell is what it comes to.

Only what Excel, WPS and LibreOffice have in common: COUNTIFS, SUMIFS, SUM, IF, QUOTIENT, ROUNDUP, arithmetic.
"""

from core.workbooks.formulas.expressions import (
    DASH,
    Added,
    Choice,
    Counted,
    Expression,
    Plain,
    RoundedUp,
    WholeQuotient,
)
from core.workbooks.formulas.facts import FactSheet
from core.workbooks.formulas.packed import PackedRows
from core.workbooks.formulas.tables import CellOf, ColumnSum, FormulaTable, MadeLines

__all__ = [
    "DASH",
    "Added",
    "CellOf",
    "Choice",
    "ColumnSum",
    "Counted",
    "Expression",
    "FactSheet",
    "FormulaTable",
    "MadeLines",
    "PackedRows",
    "Plain",
    "RoundedUp",
    "WholeQuotient",
]
