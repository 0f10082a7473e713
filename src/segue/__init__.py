"""Segue makes conversations lead somewhere."""
