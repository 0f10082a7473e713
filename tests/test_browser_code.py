"""The browser code: what is laid out of the packages, and that the pages ask for nothing else."""

import io
import json
import re
import tarfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tools import browser_code

ROOT = Path(__file__).parents[1]
WEB = ROOT / "src/segue/web"
WANTED = json.loads((ROOT / "package.json").read_text())["segue"]
ICON = b"""<svg xmlns="http://www.w3.org/2000/svg" class="lucide" width="24" height="24" viewBox="0 0 24 24"
    stroke="currentColor"><path d="M1 2" /></svg>"""


@pytest.fixture
def parts() -> dict[str, bytes]:
    """A small stand-in for each file that package.json asks for."""
    return {path: ICON if path.endswith(".svg") else path.encode() for path in browser_code.wanted_paths()}


def test_files_icons_and_licences_are_laid_out(parts: dict[str, bytes], tmp_path: Path) -> None:
    browser_code.lay_out(parts, tmp_path / "vendor")
    made = {path.name for path in (tmp_path / "vendor").iterdir()}
    assert made == {*WANTED["files"], "icons.svg", "LICENSES.txt", "lock.sha256"}
    assert "htmx.org/LICENSE" in (tmp_path / "vendor/LICENSES.txt").read_text()


def test_an_icon_becomes_a_symbol_that_takes_its_size_from_the_page() -> None:
    (symbol,) = ElementTree.fromstring(browser_code.sprite({"check": ICON}))
    assert symbol.attrib == {"id": "check", "viewBox": "0 0 24 24", "stroke": "currentColor"}
    assert len(symbol) == 1


def test_only_what_is_wanted_leaves_an_archive(tmp_path: Path) -> None:
    archive = packed(tmp_path, {"dist/htmx.min.js": b"htmx", "dist/other.js": b"other"})
    assert dict(browser_code.unpacked("htmx.org", archive)) == {"htmx.org/dist/htmx.min.js": b"htmx"}


def test_a_package_with_another_hash_is_refused(tmp_path: Path) -> None:
    packed(tmp_path, {"dist/htmx.min.js": b"not htmx"})
    with pytest.raises(browser_code.WrongPackage, match="is not the package"):
        browser_code.download(["true"], tmp_path)


def test_code_of_another_lock_is_not_current(
    parts: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser_code.lay_out(parts, tmp_path / "vendor")
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


def packed(folder: Path, files: dict[str, bytes]) -> Path:
    """An npm archive of these files."""
    archive = folder / "package.tgz"
    with tarfile.open(archive, "w:gz") as content:
        for name, data in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(data)
            content.addfile(member, io.BytesIO(data))
    return archive
