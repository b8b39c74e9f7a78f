"""The engine `mpi` finds on three ranks what the extensive form finds on one, and ends as it should when it is ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from resilience_opt.solve.distributed import launch
from tests.reference.generator import random_book, write_xlsx
from tests.solve.on_ranks import FEATURES

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(bool(launch.missing()), reason=f"needs {' and '.join(launch.missing())}")


def mpiexec(*words: str, ranks: int = 3) -> list[str]:
    """A Python module on several ranks, as anybody and on any number of cores."""
    return ["mpiexec", "--oversubscribe", "-n", str(ranks), sys.executable, "-m", *words]


def environment() -> dict[str, str]:
    """That of this process, with which root may start ranks and the package is found from everywhere."""
    allowed = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
    return {**os.environ, **allowed, "PYTHONPATH": str(ROOT)}


def run(*words: str, ranks: int = 3, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run to the end."""
    return subprocess.run(mpiexec(*words, ranks=ranks), capture_output=True, text=True, check=False, env=environment(), cwd=folder, timeout=240)


def lines(name: str, ranks: int = 3) -> list[dict[str, object]]:
    """What a function of `on_ranks` prints."""
    done = run("tests.solve.on_ranks", name, ranks=ranks)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(("name", "ranks", "gap", "count", "plans"), [("agreement", 3, 1e-9, 9, 6), ("apart", 4, 1e-6, 3, 3)])
def test_engines_agree(name, ranks, gap, count, plans):
    """Random workbooks with limits, accounts, price breaks and sources cost the same by both engines under every measure of risk, or have no plan for both.

    On three ranks every spoke but the Lagrangian one is there; on four, with a case that counts as large, the Lagrangian is there, and the hub has two ranks.
    """
    found = lines(name, ranks)
    assert len(found) == count and sum(f["mpi"] is not None for f in found) == plans
    for f in found:
        assert (f["extensive"] is None) == (f["mpi"] is None), f
        if f["mpi"] is not None:
            (whole, _), (spread, bound) = f["extensive"], f["mpi"]
            assert spread == pytest.approx(whole, rel=max(1e-6, 2 * gap), abs=1e-6), f
            assert bound <= min(whole, spread) * (1 + 2e-6) + 1e-6, f
            assert spread - bound <= max(gap, 1e-9) * 1.001 * abs(spread) + 1e-6, f


@pytest.fixture(scope="module")
def mathematics() -> list[dict[str, object]]:
    """What scenarios and prices say of random cases."""
    return lines("mathematics", 1)


def test_scenarios_say_what_the_statement_says(mathematics):
    """mpi-sppy's own extensive form of the scenarios has the cost of ours, under every measure of risk, also where a crisis has no probability."""
    found = [f for f in mathematics if "theirs" in f]
    assert sum(f["ours"] is not None for f in found) == 6
    for f in found:
        assert (f["ours"] is None) == (f["theirs"] is None), f
        assert f["ours"] is None or f["theirs"] == pytest.approx(f["ours"], rel=1e-7), f


def test_prices_give_at_least_the_relaxation(mathematics):
    """The Lagrangian bound of the relaxation's prices is between the relaxation's bound and the least cost, and above the first somewhere; prices add up to 0."""
    found, above = [f for f in mathematics if "relaxed" in f], 0
    assert len(found) == 3
    for f in found:
        assert f["relaxed"] * (1 - 1e-6) - 1e-6 <= f["bound"] <= f["exact"] * (1 + 1e-6) + 1e-6, f
        assert f["sum"] < 1e-6 * (1 + abs(f["exact"])), f
        above += f["bound"] > f["relaxed"] * (1 + 1e-6)
    assert above


def test_the_command_speaks_once(tmp_path):
    """Rank 0 alone prints, one object, and writes the files, and nothing else is left where the command ran."""
    write_xlsx(random_book(11, FEATURES), tmp_path / "book.xlsx")
    done = run("resilience_opt", "book.xlsx", "--engine", "mpi", "-o", "results", "--json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["status"], said["engine"], said["audit"]["passed"]) == ("optimal", "mpi", True)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["book.xlsx", "results"]
    assert sorted(p.name for p in (tmp_path / "results").iterdir()) == ["book-plan.html", "book-plan.xlsx"]


def test_a_wrong_workbook_is_said_once(tmp_path):
    """A workbook that is not there is said in one sentence, on stderr, and ends with 2."""
    done = run("resilience_opt", "none.xlsx", "--engine=mpi", ranks=2, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("none.xlsx: there is no such file") == 1 and "Traceback" not in done.stderr


class Search:
    """A long search on three ranks, begun and with a plan."""

    def __enter__(self) -> Search:
        command = mpiexec("tests.solve.on_ranks", "long")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(), cwd=ROOT)
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.strip() == "searching":
                break
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()

    def ranks(self) -> list[int]:
        """Their process numbers, in order."""
        children = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit() and _parent(p) == self.process.pid]
        return sorted(children)


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return -1


def _gone(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="the ranks are found by /proc")
@pytest.mark.parametrize("which", [0, 2])
def test_a_killed_rank_ends_the_run(which):
    """A rank is killed: within seconds all are gone, the exit code is not 0, and the user is told in a sentence."""
    with Search() as search:
        ranks, started = search.ranks(), time.monotonic()
        assert len(ranks) == 3
        os.kill(ranks[which], signal.SIGKILL)
        out, err = search.process.communicate(timeout=60)
        assert time.monotonic() - started < 30
        assert search.process.returncode != 0 and "objective" not in out
        while not all(_gone(rank) for rank in ranks):  # they are told to be killed before mpiexec ends, and gone soon after
            assert time.monotonic() - started < 30
            time.sleep(0.05)
        if which:
            assert f"no plan was written: rank {which} was killed or lost" in err
        assert "exited on signal 9" in err and "Traceback" not in err


@pytest.mark.skipif(not hasattr(signal, "SIGUSR1"), reason="there is no such signal")
def test_a_search_that_is_told_to_end_keeps_its_plan():
    """SIGUSR1, which mpiexec hands on, ends the search: the best plan so far is audited and reported with its bound, and said to be unproven."""
    with Search() as search:
        search.process.send_signal(signal.SIGUSR1)
        out, err = search.process.communicate(timeout=90)
        assert search.process.returncode == 0, err
        said = json.loads(out.splitlines()[-1])
        assert said["status"] == "feasible" and said["passed"] and said["bound"] < said["objective"]
        assert "the best plan so far is kept" in err
