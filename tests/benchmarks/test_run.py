"""What a run measures, in which order, and that it goes on where it was."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from argparse import Namespace
from pathlib import Path

import pytest

from benchmarks.process import _family
from benchmarks.results import read
from benchmarks.run import SEEDS, jobs, main

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are measured through /proc")


def _asked(*works: str) -> Namespace:
    return Namespace(works=works, sizes=["S"], seeds=[1, 2], engines=["extensive", "benders"], budget=9.0, gap=1e-3, repeats=2, scenarios=[4, 8], ranks=3)


def test_engines_take_turns_with_the_same_budget() -> None:
    """Seed by seed, one engine after the other, each with the same budget and gap."""
    found = [job for job, _ in jobs(_asked("engine"))]
    assert [(job["seed"], job["engine"]) for job in found] == [(1, "extensive"), (1, "benders"), (2, "extensive"), (2, "benders")]
    assert {(job["budget"], job["target"]) for job in found} == {(9.0, 1e-3)}


def test_every_work_has_its_jobs() -> None:
    """Building has four sides; cores and growth have each engine at each step; progressive hedging alone has ranks."""
    count = {work: len(list(jobs(_asked(work)))) for work in ("build", "cores", "growth", "sppy")}
    assert count == {"build": 8, "cores": 8, "growth": 8, "sppy": 4}
    assert {job["work"]: ranks for job, ranks in jobs(_asked("sppy"))} == {"sppy-ef": 0, "sppy-ph": 3}


def test_no_seed_of_the_run_is_one_that_was_tuned_on() -> None:
    """Figures of earlier work are of seeds 0 to 9; there are at least five others."""
    assert len(set(SEEDS)) >= 5 and min(SEEDS) > 9


def test_a_run_that_is_told_to_end_leaves_nothing_behind(tmp_path: Path) -> None:
    """A run that gets SIGTERM ends with the process that it is measuring, and has written no half of a result."""
    call = [sys.executable, "-m", "benchmarks.run", "--sizes", "M", "--seeds", "101", "--engines", "extensive", "--budget", "300", "--into", str(tmp_path), "--name", "x"]
    run = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not (children := [one for one in _family(run.pid) if one != run.pid]):
        time.sleep(0.05)
    time.sleep(0.5)
    run.send_signal(signal.SIGTERM)
    assert run.wait(20) != 0
    time.sleep(0.5)
    assert not any(Path(f"/proc/{child}").exists() and "Z" not in Path(f"/proc/{child}/stat").read_text().split() for child in children)
    assert not list(tmp_path.glob("*.jsonl"))


def test_a_run_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A second run measures only what the first did not."""
    call = ["run", "--sizes", "S", "--engines", "benders", "--budget", "30", "--gap", "0.01", "--into", str(tmp_path), "--name", "x", "--seeds"]
    monkeypatch.setattr(sys, "argv", [*call, "101"])
    main()
    monkeypatch.setattr(sys, "argv", [*call, "101", "102"])
    capsys.readouterr()
    main()
    assert "101" not in capsys.readouterr().out
    assert [(record["seed"], record["ended"]) for record in read(tmp_path)] == [(101, "ended"), (102, "ended")]
    assert all({"machine", "date", "commit", "others", "load", "cpu", "wall", "peak", "curve"} <= record.keys() for record in read(tmp_path))
