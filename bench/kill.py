"""Twenty imports killed (SIGKILL) at random points and started again, compared row by row with an undisturbed one.

`--mail FOLDER` is what is imported (a mailbox of real mail by default), `--points N` how often, `--seed N` where.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.actions.imports import child
from tests.shared_data import data_path

State = dict[str, list[object]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mail", type=Path)
    parser.add_argument("--points", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    mail = options.mail or data_path("steffes-j")
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="segue-kill-") as folder:
        expected, steps = _undisturbed(Path(folder) / "undisturbed", mail)
        print(f"undisturbed: {steps} steps, {len(expected['Message'])} messages, {_digest(expected)}", flush=True)
        same = sum(_killed(Path(folder) / str(number), mail, chance, steps, expected)
                   for number in range(options.points))  # fmt: skip
    print(f"{same} of {options.points} ended the same, row by row.")
    sys.exit(0 if same == options.points else 1)


def _undisturbed(home: Path, mail: Path) -> tuple[State, int]:
    steps = len(child.run(home, "import", str(mail)))
    return _state(home), steps


def _killed(home: Path, mail: Path, chance: random.Random, steps: int, expected: State) -> bool:
    """Kill it somewhere in the middle of some step; whether going on from there ends as expected."""
    step = chance.randrange(steps)
    alive = child.kill_after(home, mail, step, chance.uniform(0, 0.1))
    reached = _state(home)
    child.run(home, "import", str(mail))
    state = _state(home)
    different = [noun for noun in expected if state[noun] != expected[noun]]
    how = f"{'killed' if alive else 'ended'} after step {step:3}"
    outcome = f"differs in {', '.join(different)}" if different else "the same"
    print(f"{how} at {len(reached['Message']):6} messages: {outcome}, {_digest(state)}", flush=True)
    return not different


def _state(home: Path) -> State:
    return json.loads("".join(child.run(home, "state")))  # type: ignore[no-any-return]


def _digest(state: State) -> str:
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:12]


if __name__ == "__main__":
    main()
