"""The same answers wherever a study is solved: in this process, on processes of this machine, on a Dask cluster."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import resilience_opt as ro
from resilience_opt.case.case import Case
from resilience_opt.case.examples import example
from resilience_opt.studies.grid import cluster
from tests.building import crisis, event, offer, ore

GRID = {
    "limit": {"none": None, "half": ro.edit.with_share_limit("China", maximum=0.5), "a tenth": ro.edit.with_share_limit("China", maximum=0.1)},
    "lost": {"nobody": None, "Third": ro.edit.without_supplier("Third"), "Fourth": ro.edit.without_supplier("Fourth")},
}


class Fatal:
    """What no process survives: it ends the process in which it is unpickled."""

    def __reduce__(self) -> tuple[Callable[[int], Any], tuple[int]]:
        return os._exit, (7,)


def _fatal(case: Case) -> Case:
    """A case that ends the process to which it is sent."""
    return replace(case, warnings=(Fatal(),))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def case() -> Case:
    """A case with yes/no decisions and crises, so that there is something to search for."""
    offers = [offer("Cheap", 1), offer("Third", 2, 40, **{"Fixed cost": 30}), offer("Dear", 3, 60, **{"Fixed cost": 10})]
    sheets = crisis(event("country", "China", 3), probability=0.2)
    return ore(offers, years=2, **sheets, Survival=[{"Months": 2, "Service level": 0.3}])


@pytest.fixture(scope="module")
def alone(case: Case) -> pd.DataFrame:
    """The table as one process makes it."""
    return _figures(ro.study(case, GRID, workers=1))


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """A client of a cluster of two processes on this machine."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as two,
        distributed.Client(two) as client,
    ):
        yield client


def _figures(study: ro.Study) -> pd.DataFrame:
    return study.table.drop(columns="seconds")


def _same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(found, expected, check_exact=True)


def test_on_processes(case: Case, alone: pd.DataFrame) -> None:
    """Two processes give the same table as one, to the last bit; every case is told of once."""
    told: list[str] = []
    _same(_figures(ro.study(case, GRID, workers=2, tell=told.append)), alone)
    assert [words.split("  ")[0] for words in told] == [f"{n} of 9" for n in range(1, 10)]
    assert {words.split("  ")[1].split(":")[0] for words in told} == {f"{a}, {b}" for a in GRID["limit"] for b in GRID["lost"]}


def test_in_another_order(case: Case, alone: pd.DataFrame) -> None:
    """Levels in another order give the same rows in that order."""
    turned = {factor: dict(reversed(levels.items())) for factor, levels in GRID.items()}
    found = _figures(ro.study(case, turned, workers=2))
    _same(found.iloc[::-1].reset_index(drop=True), alone)


def test_on_a_cluster(client: Any, case: Case, alone: pd.DataFrame) -> None:
    """A Dask cluster of two processes gives the same table."""
    _same(_figures(ro.study(case, GRID, client=client)), alone)


def test_a_process_that_dies(case: Case, alone: pd.DataFrame) -> None:
    """The case of which a process died is a row that says so; all others have their answer."""
    found = _figures(ro.study(case, {**GRID, "lost": {"nobody": None, "mind": _fatal, "Third": GRID["lost"]["Third"]}}, workers=2))
    fatal = found["lost"] == "mind"
    assert set(found[fatal]["status"]) == {"error"}
    assert found[fatal]["why"].str.startswith("the process that solved this case ended without an answer").all()
    _same(found[~fatal].reset_index(drop=True), alone[alone["lost"] != "Fourth"].reset_index(drop=True))


def test_a_worker_of_the_cluster_that_dies(client: Any, case: Case) -> None:
    """A case that ends every worker it is given to is a row that says so, and the others have their answer."""
    found = ro.study(case, {"fair": None, "fatal": _fatal, "half": GRID["limit"]["half"]}, client=client).table
    assert found["status"].tolist() == ["optimal", "error", "optimal"]
    assert found["why"][1].startswith("the process that solved this case ended without an answer")


def test_a_cluster_without_workers(monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    """A cluster that has no worker is given up after a while, and the rows say so."""
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "PATIENCE", 1.0)
    monkeypatch.setattr(cluster, "LOOK", 0.2)
    with distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=":0") as none, distributed.Client(none) as idle:
        table = ro.study(case, GRID["limit"], client=idle).table
    assert set(table["status"]) == {"error"}
    assert table["why"].str.startswith("the cluster has had no worker").all()


def test_no_client(case: Case) -> None:
    """What is no client is refused in a sentence."""
    with pytest.raises(ro.EngineError, match=r"must be a distributed\.Client, but it is str"):
        ro.study(case, GRID, client="tcp://somewhere")  # type: ignore[arg-type]


def test_dask_is_not_needed() -> None:
    """A study without a client imports nothing of Dask."""
    code = "import sys, resilience_opt as ro; ro.study; sys.exit(any(m.split('.')[0] in ('dask', 'distributed') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0


_SCRIPT = """
import signal
import resilience_opt as ro
from resilience_opt.case.examples import example

def main():
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what it puts in the background with the signal ignored
    case = ro.read_case(example("{name}"))
    grid = {{str(n): ro.edit.with_setting("Discount rate", n / 1000) for n in range({count})}}
    try:
        table = ro.study(case, grid, workers=2, tell=lambda words: print(words, flush=True)).table
        print(table["status"].value_counts().to_dict(), flush=True)
    except ro.EngineError as error:
        print("EngineError:", error, flush=True)
"""


def _script(tmp_path: Path, text: str) -> subprocess.Popen[str]:
    (tmp_path / "script.py").write_text(text, encoding="utf-8")
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([root, os.environ.get("PYTHONPATH", "")])}
    return subprocess.Popen(
        [sys.executable, str(tmp_path / "script.py")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=tmp_path
    )


def test_a_script_without_a_guard(tmp_path: Path) -> None:
    """A script that would start itself again and again is told to guard its main part."""
    assert example("first-steps").is_file()
    run = _script(tmp_path, _SCRIPT.format(name="first-steps", count=3) + "\nmain()\n")
    assert "EngineError: the processes that should solve the cases ended as they started" in run.communicate(timeout=120)[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
def test_interrupted(tmp_path: Path) -> None:
    """Ctrl-C ends the study within seconds, keeps what was found, leaves no process behind, and says nothing of its inside."""
    run = _script(tmp_path, _SCRIPT.format(name="solar", count=60) + "\nif __name__ == '__main__':\n    main()\n")
    assert run.stdout is not None
    assert run.stdout.readline().startswith("1 of 60")
    run.send_signal(signal.SIGINT)
    started = time.monotonic()
    out, err = run.communicate(timeout=60)
    assert time.monotonic() - started < 30
    assert "'no plan': 5" in out
    assert "Traceback" not in err
