"""Runs one benchmark by its name, or lists them all: `make bench NAME=import`.

A benchmark is a file of this folder, bench/NAME.py, whose first line says what it measures; what follows the name is
passed on to it.
"""

import ast
import runpy
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(arguments: list[str]) -> int:
    known = {path.stem: path for path in sorted(HERE.glob("[a-z]*.py")) if path != Path(__file__)}
    if not arguments or arguments[0] not in known:
        print("Benchmarks, run with make bench NAME=...:", *map(described, known.values()), sep="\n")
        return 0 if not arguments else 2
    sys.argv = [str(known[arguments[0]]), *arguments[1:]]
    runpy.run_path(sys.argv[0], run_name="__main__")
    return 0


def described(path: Path) -> str:
    first_line = (ast.get_docstring(ast.parse(path.read_text())) or "").partition("\n")[0]
    return f"  {path.stem:10} {first_line}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
