"""The documents keep up: every setting and every command is told of, and every link leads somewhere."""

import ast
import re
from pathlib import Path

import pytest

from segue.cli.lazy import Group
from segue.cli.main import VERBS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")


def settings() -> list[str]:
    """The environment variables that Segue reads, by their whole names; each may be a file, by NAME_FILE."""
    read = (ROOT / "src/segue/server/settings.py").read_text()
    calls = [node for node in ast.walk(ast.parse(read)) if isinstance(node, ast.Call)]
    asked = {f"SEGUE_{ast.literal_eval(call.args[0])}" for call in calls if ast.unparse(call.func) == "env"}
    spelt = {name for file in SOURCE.rglob("*.py") for name in re.findall(r"\bSEGUE_[A-Z_]*[A-Z]\b", file.read_text())}
    return sorted({name.removesuffix("_FILE") for name in asked | spelt})


def told(pattern: str) -> set[str]:
    """What the documents say that matches the pattern."""
    return {found for page in DOCS.rglob("*.md") for found in re.findall(pattern, page.read_text())}


def headings(page: Path) -> set[str]:
    """The anchors of a page, made of its headings the way that code hosts do."""
    titles = re.findall(r"^#+ +(.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def test_the_settings_are_found() -> None:
    assert {"SEGUE_HOME", "SEGUE_DATABASE_URL"} <= set(settings())


@pytest.mark.parametrize("name", settings())
def test_every_setting_is_documented(name: str) -> None:
    assert name in told(r"\bSEGUE_[A-Z_]+\b")


@pytest.mark.parametrize("verb", sorted(verb.name for verb in VERBS))
def test_every_command_is_documented(verb: str) -> None:
    assert f"segue {verb}" in told(r"\bsegue [a-z-]+")


@pytest.mark.parametrize("group", [each for each in VERBS if isinstance(each, Group)], ids=lambda group: group.name)
def test_every_command_of_a_group_is_documented(group: Group) -> None:
    known = {verb.name for verb in group.verbs}
    assert known <= told(rf"\bsegue {group.name} ([a-z-]+)")
    assert told(rf"`segue {group.name} ([a-z][a-z-]*)") <= known


def test_no_command_is_told_of_that_is_not_there() -> None:
    assert told(r"`segue ([a-z][a-z-]*)") <= {verb.name for verb in VERBS}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for path, anchor in LINK.findall(page.read_text()):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name} links to {path}, which is not there"
        if anchor and target.suffix == ".md":
            assert anchor in headings(target), f"{target.name} has no heading for #{anchor}"
