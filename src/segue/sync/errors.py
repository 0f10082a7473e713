"""What can go wrong with another store, in words for the person who asked. Entrances translate them."""

from __future__ import annotations


class SyncError(Exception):
    """The other store did not do what was asked."""


class Unreachable(SyncError):
    """It does not answer, or not in a way that can be trusted."""


class LoginRefused(SyncError):
    """It does not take the name and password."""


class NotThere(SyncError):
    """It has no such folder."""


class Broken(SyncError):
    """The connection was lost, or what came over it made no sense; trying again may help."""
