"""Insights: figures of talks, promises, answers, expectations and breadth, each from plain facts."""

from segue.domain.insights.figures import Figure, Part

__all__ = ["Figure", "Part"]
