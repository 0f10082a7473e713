"""Pins Python packages with the hashes of all their files, for every platform, naming no registry."""

from tools.terminal import call

PLATFORMS = ("--universal", "--python-version", "3.11")
CONTENT = ("--generate-hashes", "--no-annotate", "--no-header")
PROJECT = ("pyproject.toml", "--extra", "postgres")


def lock_packages(uv: str) -> None:
    """Renews requirements/*.txt from pyproject.toml; the tests' packages agree with those that run."""
    lock(uv, "run", *PROJECT)
    lock(uv, "dev", *PROJECT, "--group", "dev", "--constraint", "requirements/run.txt")
    for group in ("build", "uv", "node"):
        lock(uv, group, "--group", group)


def lock(uv: str, name: str, *wanted: str) -> None:
    target = ("--output-file", f"requirements/{name}.txt")
    call([uv, "pip", "compile", "--upgrade", *PLATFORMS, *CONTENT, *wanted, *target], check=True, quiet=True)
