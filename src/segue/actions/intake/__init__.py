"""The pure half of an import: from bytes to rows ready to be written, in worker processes without a database.

Nothing in here imports Django: a worker must be up in a moment.
"""
