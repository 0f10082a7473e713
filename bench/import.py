"""The whole import, in messages a second and peak memory, against notmuch and mu on the same mail in the same run.

`--mail ksummit,enron,generated` chooses the mail, `--generated N` how many messages are made up (100 thousand), and
`--repeat N` how often each program runs; the best counts; `--mail enron` alone takes a minute. Segue parses, dedupes,
threads, detects, stores and indexes the full text; the others index a Maildir of the same messages. `blind` is Segue
without detection, `forgetful` Segue that reads every sentence and keeps nothing of what it finds: the processor's time
between these two is what detection costs, the rest up to Segue's is for what is made of it: marks, commitments, Today.
Segue's modules are compiled beforehand, as they are at every start but the very first.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from _mail import maildir_of, real_mail
from _variations import write_variations

import segue

# Looking costs a share of a core, which a program with several processes would miss.
_EVERY = 0.1
#: Each of ours, with what its workers do.
_OURS = {
    "segue": "segue.actions.intake.preparing:prepare",
    "forgetful": "_mail:prepare_forgetfully",
    "blind": "_mail:prepare_blindly",
}
_MUST, _AIM_NOTMUCH, _AIM_MU = 4.0, 10.0, 6.0
_MUST_MEMORY = 400
_MUST_DETECTION = 30
_SEGUE = """
import sys
sys.path.insert(0, {here!r})
from pathlib import Path
from segue.actions.intake.workers import make_ready, worth_having
make_ready({work!r}, worth_having(sum(Path(path).stat().st_size for path in {paths!r})))
import django
django.setup()
from _mail import import_all
import_all([Path(path) for path in {paths!r}], {work!r})
"""


@dataclass(frozen=True)
class Outcome:
    """One program on some mail; memory in MB is that of all its processes together."""

    program: str
    seconds: float
    memory: float
    processor: float

    def rate(self, messages: int) -> float:
        return messages / self.seconds


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="segue-bench-", dir=options.work) as folder:
        for name in options.mail.split(","):
            _measure(name, Path(folder) / name, options)
            shutil.rmtree(Path(folder) / name)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mail", default="ksummit,enron,generated")
    parser.add_argument("--generated", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--only", default="segue,forgetful,blind,notmuch,mu")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--work", help="folder to work in, for a disk of its own")
    return parser.parse_args()


def _measure(name: str, folder: Path, options: argparse.Namespace) -> None:
    mail = _mail(name, folder / "mail", options.generated)
    maildir = maildir_of(mail, folder / "maildir")
    messages = len(list((maildir / "cur").iterdir()))
    size = sum(path.stat().st_size for path in mail)
    programs = [each for each in options.only.split(",") if each in _OURS or shutil.which(each)]
    best = {each: _best(each, mail, maildir, folder, options.repeat) for each in programs}
    if options.json:
        print(json.dumps({"mail": name, "messages": messages, "bytes": size, **{k: vars(v) for k, v in best.items()}}))
    else:
        _print(name, messages, size, best)


def _mail(name: str, folder: Path, generated: int) -> list[Path]:
    files = real_mail(folder, enron=name != "ksummit")
    if name == "ksummit":
        return files
    listed = [path for path in files if path.name == "ksummit.mbox"]
    if name == "enron":
        return [path for path in files if path not in listed]
    return [write_variations(files, folder / "generated.mbox", generated)]


def _best(program: str, mail: Sequence[Path], maildir: Path, folder: Path, repeat: int) -> Outcome:
    return min((_run(program, mail, maildir, folder / program) for _ in range(repeat)), key=lambda each: each.seconds)


def _run(program: str, mail: Sequence[Path], maildir: Path, home: Path) -> Outcome:
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    environment = {**os.environ, "SEGUE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "segue.server.settings"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if program in _OURS:
        subprocess.run([sys.executable, "-m", "compileall", "-q", *map(str, segue.__path__)], check=True)
        subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], check=True, env=environment)
        paths = [str(path) for path in mail]
        code = _SEGUE.format(here=str(Path(__file__).parent), paths=paths, work=_OURS[program])
        return _watched(program, [sys.executable, "-c", code], environment)
    if program == "notmuch":
        config = home / "config"
        config.write_text(f"[database]\npath={maildir}\n[user]\nname=Ada\nprimary_email=ada@lindqvist.example\n")
        shutil.rmtree(maildir / ".notmuch", ignore_errors=True)
        return _watched(program, ["notmuch", "new", "--quiet"], {**environment, "NOTMUCH_CONFIG": str(config)})
    init = ["mu", "init", f"--maildir={maildir}", f"--muhome={home / 'mu'}"]
    subprocess.run(init, check=True, capture_output=True)
    return _watched(program, ["mu", "index", "--quiet", f"--muhome={home / 'mu'}"], environment)


def _watched(program: str, command: list[str], environment: dict[str, str]) -> Outcome:
    """Run a program to its end; the memory of all its processes is looked at ten times a second."""
    before = os.times()
    started = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(_memory_of(process.pid)))
        time.sleep(_EVERY)
    seconds = time.monotonic() - started
    if process.returncode:
        sys.exit(f"{program} failed")
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Outcome(program, seconds, peak / 2**20, used)


def _memory_of(pid: int) -> Iterator[int]:
    try:
        parent = psutil.Process(pid)
        for each in (parent, *parent.children(recursive=True)):
            yield each.memory_info().rss
    except psutil.NoSuchProcess:
        return


def _print(name: str, messages: int, size: int, best: dict[str, Outcome]) -> None:
    print(f"{name}: {messages:,} messages, {size / 2**20:,.0f} MB")
    for each in best.values():
        print(
            f"  {each.program:9} {each.seconds:7.1f} s  {each.rate(messages):7,.0f} messages/s"
            f"  processor {each.processor:6.1f} s  memory {each.memory:5,.0f} MB"
        )
    ours, forgetful, blind = (best.get(name) for name in _OURS)
    if ours and forgetful and blind:
        detection, whole = (100 * (each.processor - blind.processor) / ours.processor for each in (forgetful, ours))
        print(
            f"  detection: {detection:.0f} % of the processor's time (must: at most {_MUST_DETECTION});"
            f" with marks, commitments and Today {whole:.0f} %"
        )
    for other, aim in (("notmuch", _AIM_NOTMUCH), ("mu", _AIM_MU)):
        if ours and other in best:
            times = best[other].seconds / ours.seconds
            print(f"  {times:.1f} times {other} (aim: {aim:.0f}{', must: 4' if other == 'notmuch' else ''})")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
