"""The words of drafts, made one's own: a copy of each shipped file, to be changed in any editor."""

from __future__ import annotations

from pathlib import Path

from segue.queries.drafts import folder, shipped_text, word_files


def make_own() -> tuple[Path, ...]:
    """Copy the shipped words to where one's own are kept; gives the files that were made. None is written over."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    made = [file for file in word_files() if not file.own.exists()]
    for file in made:
        file.own.write_text(shipped_text(file.language), "utf-8")
    return tuple(file.own for file in made)
