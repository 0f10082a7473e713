"""The table behind a figure, as CSV."""

import csv
from io import StringIO

from segue.domain.insights import Figure

_FORMULA = tuple("=+-@\t\r")


def as_csv(figure: Figure) -> str:
    """Its columns and rows."""
    told = StringIO()
    csv.writer(told).writerows([_harmless(cell) for cell in row] for row in (figure.table.columns, *figure.table.rows))
    return told.getvalue()


def _harmless(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in _FORMULA else cell
