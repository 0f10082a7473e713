"""The browser code: what is laid out of the packages, and that the pages ask for nothing else."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tools import browser_code

ROOT = Path(__file__).parents[1]
WEB = ROOT / "src/segue/web"
WANTED = json.loads((ROOT / "package.json").read_text())["segue"]
ICON = '<svg class="lucide" width="24" height="24" viewBox="0 0 24 24" stroke="currentColor"><path d="M1 2" /></svg>'


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """A node_modules folder with a small stand-in for each file that package.json asks for."""
    folder = tmp_path / "node_modules"
    icons = [f"lucide-static/icons/{name}.svg" for name in WANTED["icons"]]
    for part in [part for parts in WANTED["files"].values() for part in parts]:
        write(folder / part, f"content of {part}")
    for icon in icons:
        write(folder / icon, ICON.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"'))
    for name in json.loads((ROOT / "package.json").read_text())["dependencies"]:
        write(folder / name / "LICENSE", f"licence of {name}")
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_files_icons_and_licences_are_laid_out(modules: Path, tmp_path: Path) -> None:
    browser_code.lay_out(modules, tmp_path / "vendor")
    made = {path.name for path in (tmp_path / "vendor").iterdir()}
    assert made == {*WANTED["files"], "icons.svg", "LICENSES.txt", "lock.sha256"}
    assert "licence of htmx.org" in (tmp_path / "vendor/LICENSES.txt").read_text()


def test_an_icon_becomes_a_symbol_that_takes_its_size_from_the_page(modules: Path) -> None:
    sheet = ElementTree.fromstring(browser_code.sprite(modules / "lucide-static/icons", ["check"]))
    (symbol,) = sheet
    assert symbol.attrib == {"id": "check", "viewBox": "0 0 24 24", "stroke": "currentColor"}
    assert len(symbol) == 1


def test_code_of_another_lock_is_not_current(modules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser_code.lay_out(modules, tmp_path / "vendor")
    monkeypatch.setattr(browser_code, "STAMP", tmp_path / "vendor/lock.sha256")
    assert browser_code.is_current()
    (tmp_path / "vendor/lock.sha256").write_text("another")
    assert not browser_code.is_current()


def test_the_pages_ask_only_for_what_is_fetched() -> None:
    sources = "".join(path.read_text() for end in ("html", "css", "py") for path in WEB.rglob(f"*.{end}"))
    asked = set(re.findall(r"vendor/([\w.-]+)", sources))
    assert asked <= {*WANTED["files"], "icons.svg"}


def test_the_pages_show_only_icons_that_are_fetched() -> None:
    pages = "".join(path.read_text() for path in WEB.rglob("*.html"))
    shown = set(re.findall(r"""{% icon ["']([\w-]+)["'] %}""", pages))
    assert shown <= set(WANTED["icons"])
