"""`segue detect --jsonl`: the detector by itself, for benchmarks and other programs. It needs no store."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from segue.detect import jsonl


def detect(
    as_lines: Annotated[bool, typer.Option("--jsonl", help="Read and write lines of JSON (the only form).")] = True,
) -> None:
    """Reads lines {"id","text","speaker","to","date","before"} and writes {"id","acts":[...]}, in order, streaming."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for answer in jsonl.run(sys.stdin):
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()
