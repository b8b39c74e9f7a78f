"""Killed at any moment: no finished run is lost, no half one is found.

A real ``optimize review`` is started, and killed with SIGKILL at random moments, most of them while a run is being
made. RESILIENCE_KILLS sets how often (12); the figures are printed with ``-s``.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from resilience_opt.review.archive.hashes import hash_of
from resilience_opt.review.archive.index import entries, folders
from resilience_opt.review.archive.layout import UNFINISHED
from resilience_opt.review.verify import damage, verified
from tests.review.reviewing import archive_of, book, definition

KILLS = int(os.environ.get("RESILIENCE_KILLS", "12"))
SEED = 20261124
_BOOKS = ("one.xlsx", "two.xlsx", "three.xlsx")


def _started(file: Path, period: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "resilience_opt", "review", str(file), "--period", str(period)]
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONHASHSEED": "0"}
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=environment)


def _killed(process: subprocess.Popen[str], archive: Path, chance: random.Random, whole: float) -> str:
    """Kill it at a random moment, two times in three while a run is being made; what it had printed."""
    started = time.monotonic()
    if chance.random() < 2 / 3:
        while process.poll() is None and time.monotonic() - started < 3 * whole and not any((archive / UNFINISHED).glob("*")):
            time.sleep(0.002)
        time.sleep(chance.uniform(0, whole / 2))
    else:
        time.sleep(chance.uniform(0, whole))
    process.send_signal(signal.SIGKILL)
    return process.communicate()[0]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not known to Windows")
def test_kill_loses_nothing(tmp_path: Path) -> None:
    """What a killed review said it had archived is there, whole; nothing else is; and the next run goes on from there."""
    for name in _BOOKS:
        book(tmp_path / name)
    file, chance = definition(tmp_path, *_BOOKS), random.Random(SEED)
    archive, period, began = tmp_path / "archive", 2000, time.monotonic()
    assert _started(file, period).communicate() and len(folders(archive)) == len(_BOOKS)
    whole, known = time.monotonic() - began, dict.fromkeys(folders(archive), "")
    lost = half = kills = resumed = left = 0
    while kills < KILLS:
        period += 1
        while True:
            process = _started(file, period)
            printed = _killed(process, archive, chance, whole)
            killed = process.returncode == -signal.SIGKILL
            kills += killed
            left += len(list((archive / UNFINISHED).glob("*")))
            for name in re.findall(r"archived as (\S+)", printed):
                known.setdefault(name, "")
            there = {name: hash_of(archive / "runs" / name / "manifest.json") for name in folders(archive)}
            lost += sum(name not in there or digest not in (there[name], "") for name, digest in known.items())
            half += sum(bool(damage(archive_of(file).open(name))) for name in there)
            half += sum(1 for folder in (archive / "runs").iterdir() if folder.name not in there)
            resumed += killed and any(name.startswith(f"{period}-") for name in there)
            known |= there
            if not killed or kills >= KILLS:
                break
    assert (lost, half) == (0, 0)
    process = _started(file, period)
    printed, complained = process.communicate()
    assert process.returncode == 0, complained
    assert {name for name in folders(archive) if name.startswith(f"{period}-")} == {f"{period}-{name[:-5]}-1" for name in _BOOKS}
    assert all(f"{year}-{name[:-5]}-1" in known or f"{year}-{name[:-5]}-1" in printed for year in range(2000, period + 1) for name in _BOOKS)
    assert not list((archive / UNFINISHED).glob("*"))
    assert [entry["id"] for entry in sorted(entries(archive), key=lambda entry: str(entry["id"]))] == folders(archive)
    assert not [wrong for _, wrong in verified(archive_of(file)) if wrong]
    sys.stdout.write(f"\nkills {kills}, of which {resumed} after a workbook was finished and {left} with an unfinished folder left; runs {len(folders(archive))}, lost {lost}, half {half}\n")
