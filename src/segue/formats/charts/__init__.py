"""Figures as SVG: a title, a description, real text, patterns beside colours; nothing that needs a script."""

from segue.formats.charts.drawing import svg

__all__ = ["svg"]
