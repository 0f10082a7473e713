"""Bytes ⇄ records: mail, cards, calendars and transcripts, read and written.

Everything here is pure: no clock, no setting, no network, no Django. A reader yields records
(`segue.formats.records`) or a `SetAside` that says why an item could not be read; it never raises
for what stands in a file, only for a file that cannot be opened.
"""
