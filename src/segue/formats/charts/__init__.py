"""Figures as CSV, and as SVG: with title, description and real text, patterns beside colours, without a script."""

from segue.formats.charts.drawing import svg
from segue.formats.charts.tables import as_csv

__all__ = ["as_csv", "svg"]
