"""The long-running fuzzer's inputs and checks, for the short tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

from _fuzz_seeds import SEEDS
from fuzz import READERS, Files, mutated, run_once

__all__ = ["READERS", "SEEDS", "Files", "mutated", "run_once"]
