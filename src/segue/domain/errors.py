"""The family of errors that Segue raises on purpose. Entrances translate it; nothing else does."""


class SegueError(Exception):
    """Something was refused; the message says what, and what is possible instead."""


class NotAllowed(SegueError):
    """A move that the commitment's state, or the side making it, does not allow."""
