"""The archive: what a run's folder gives back, the index over them, and who may write."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import resilience_opt as ro
from resilience_opt.cli import main
from resilience_opt.errors import ArchiveError, InputError
from resilience_opt.review.archive import index, open_archive
from resilience_opt.review.archive.lock import locked
from resilience_opt.review.archive.plans import PLAN_TABLES, read_plan, write_plan_files
from resilience_opt.review.archive.record import read_record
from tests.review.reviewing import ROWS, archive_of, book, definition, rows, run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A definition of which two periods were run."""
    folder = tmp_path_factory.mktemp("made")
    book(folder / "ore.xlsx")
    file = definition(folder)
    assert [run(file, period) for period in ("2026", "2027")] == [0, 0]
    return file


def test_a_plan_comes_back_to_the_last_digit(made: Path) -> None:
    """Case, tables, values and reports of the archived plan are those of the plan that was solved."""
    found = archive_of(made).run("2026-ore-1")
    case = ro.read_case(made.parent / "ore.xlsx")
    plan = ro.optimize(case)
    assert found.case.settings == case.settings and found.case.book.sha256 == case.book.sha256
    assert (found.plan.objective, found.plan.bound, dict(found.plan.costs), found.plan.status) == (plan.objective, plan.bound, dict(plan.costs), "optimal")
    for name in PLAN_TABLES:
        pd.testing.assert_frame_equal(getattr(found.plan, name), getattr(plan, name), check_exact=True, check_dtype=False)
    for name, frame in plan.values.items():
        pd.testing.assert_frame_equal(found.plan.values[name], frame, check_exact=True)
    one, other = found.plan.to_html(made.parent / "one.html"), plan.to_html(made.parent / "other.html")
    assert one.read_bytes() == other.read_bytes()


def test_what_only_some_plans_have_comes_back(tmp_path: Path) -> None:
    """The steps below a plan and the sets of attacks that it withstands come back as they were; a plan without them has none."""
    attacks = {"Attacks": [{"Attack": "No Cheap", "Kind": "supplier", "Target": "Cheap", "Months": 2, "Cost": 1}, {"Attack": "No Dear", "Kind": "supplier", "Target": "Dear", "Months": 1, "Cost": 1}]}
    settings = {"Settings": [*ROWS["Settings"], {"Name": "Attack budget", "Value": 1}]}
    survival = {"Survival": [*ROWS["Survival"], {"Scenario": "attack", "Service level": 0.5, "Months": 1}]}
    case = ro.read_case(book(tmp_path / "ore.xlsx", {**rows(), **settings, **attacks, **survival}))
    plan = ro.with_ladder(ro.optimize(case))
    (tmp_path / "plan").mkdir()
    write_plan_files(plan, tmp_path / "plan")
    found = read_plan(tmp_path / "plan", case)
    assert plan.ladder is not None and found.ladder is not None and plan.adversary is not None and found.adversary is not None
    for name in ("steps", "bridge", "shares"):
        pd.testing.assert_frame_equal(getattr(found.ladder, name), getattr(plan.ladder, name), check_exact=True, check_dtype=False)
    pd.testing.assert_frame_equal(found.adversary.sets, plan.adversary.sets, check_exact=True, check_dtype=False)
    assert dataclasses.replace(found.adversary, sets=plan.adversary.sets) == plan.adversary
    assert len(plan.ladder.steps) > 2 and any(head.startswith("+") for head in plan.ladder.shares.columns)
    assert not any(cell.startswith(("+", "=")) for line in (tmp_path / "plan" / "tables" / "ladder_shares.csv").read_text().splitlines() for cell in line.split(","))
    one, other = found.to_html(tmp_path / "one.html"), plan.to_html(tmp_path / "other.html")
    assert one.read_bytes() == other.read_bytes()


def test_what_a_run_holds(made: Path) -> None:
    """Input, definition of the model, plan as CSV and JSON, reports, log, versions and the hash of each file."""
    found = archive_of(made).run("2027-ore-1")
    assert (found.folder / "input.xlsx").read_bytes() == (made.parent / "ore.xlsx").read_bytes()
    assert {"input.xlsx", "log.txt", "models/standard.toml", "plan.json", "tables/allocation.csv", "values/ship.csv", "reports/ore-review.html"} <= set(found.record.files)
    assert found.summary["objective"] == found.record.figures["objective"] and found.tables["allocation"]["quantity"].sum() > 0
    assert {"Version of resilience_opt", "Version of highspy", "Python"} <= set(found.record.versions)
    assert "solved: optimal" in found.log.read_text() and found.record.previous == "2026-ore-1"
    assert json.loads((found.folder / "manifest.json").read_text())["format"] == 1


def test_names(made: Path) -> None:
    """A run that is not there is refused with the nearest name; a folder that is no archive too."""
    with pytest.raises(InputError, match="did you mean '2026-ore-1'"):
        archive_of(made).run("2026-ore-2")
    with pytest.raises(InputError, match="there is no archive in"):
        open_archive(made.parent / "nowhere")


@pytest.mark.parametrize("spoil", ["gone", "damaged", "older", "newer", "stale"])
def test_the_index_is_made_again_from_the_folders(own: Path, spoil: str) -> None:
    """Whatever befell the index, readers see the runs that are there, and the next review has it right again."""
    file = own.parent / "archive" / "index.sqlite"
    if spoil == "gone":
        file.unlink()
    elif spoil == "damaged":
        file.write_bytes(b"SQLite format 3\x00" + os.urandom(5000))
    elif spoil == "stale":
        shutil.rmtree(own.parent / "archive" / "runs" / "2026-ore-1")
    else:
        file.unlink()
        with sqlite3.connect(file) as base:
            base.executescript(index.MIGRATIONS[0])
            base.execute("INSERT INTO runs VALUES ('2026-ore-1', 'Yearly', 'ore', 'yearly', '2026', '2026-01-01', 1, 'then', 'x', 'optimal', 'y')")
            base.execute(f"PRAGMA user_version = {1 if spoil == 'older' else index.VERSION + 1}")
        base.close()
    there = ["2027-ore-1"] if spoil == "stale" else ["2026-ore-1", "2027-ore-1"]
    assert [run.id for run in archive_of(own).runs()] == there
    assert run(own, "2027") == 0
    with sqlite3.connect(file) as base:
        assert base.execute("PRAGMA user_version").fetchone() == (index.VERSION,)
        found = base.execute("SELECT id, objective, currency FROM runs ORDER BY id").fetchall()
    base.close()
    assert found == [(name, pytest.approx(archive_of(own).run(name).plan.objective), "USD") for name in there]


def test_a_reader_writes_nothing(own: Path) -> None:
    """An archive without its index is read as it is, and stays as it is."""
    (own.parent / "archive" / "index.sqlite").unlink()
    before = {path: path.stat().st_mtime_ns for path in (own.parent / "archive").rglob("*")}
    assert main(["runs", "list", "--archive", str(own.parent / "archive")]) == 0
    assert {path: path.stat().st_mtime_ns for path in (own.parent / "archive").rglob("*")} == before


def test_leftovers_of_the_dead_are_swept(own: Path) -> None:
    """What a killed run left, and an index that does not know a finished run, are put right by the next review."""
    archive = own.parent / "archive"
    (archive / "unfinished" / "run-dead").mkdir(parents=True)
    (archive / "unfinished" / "run-dead" / "input.xlsx").write_text("half")
    with sqlite3.connect(archive / "index.sqlite") as base:
        base.execute("DELETE FROM runs WHERE id = '2027-ore-1'")
    base.close()
    assert run(own, "2027") == 0
    assert not list((archive / "unfinished").iterdir())
    assert [run.id for run in archive_of(own).runs()] == ["2026-ore-1", "2027-ore-1"]


def test_a_second_copy_is_refused(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """While a process holds the archive, a review ends at once, says who holds it, and does nothing."""
    with locked(own.parent / "archive"):
        words = [sys.executable, "-m", "resilience_opt", "review", str(own), "--period", "2028"]
        done = subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})
    assert done.returncode == 1 and f"is in use by process {os.getpid()} on " in done.stderr and "Traceback" not in done.stderr
    assert [run.id for run in archive_of(own).runs()] == ["2026-ore-1", "2027-ore-1"]
    assert run(own, "2028") == 0


def test_the_lock_dies_with_its_holder(tmp_path: Path) -> None:
    """A process that is killed while it holds the lock does not keep the next one out."""
    code = "import sys, time; from pathlib import Path; from resilience_opt.review.archive.lock import locked\nwith locked(Path(sys.argv[1])):\n  print('held', flush=True); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    with pytest.raises(ArchiveError, match=f"process {process.pid} on"), locked(tmp_path):
        pass
    process.kill()
    process.wait()
    process.stdout.close()
    with locked(tmp_path):
        assert json.loads((tmp_path / "lock").read_text())["process"] == os.getpid()


@pytest.mark.parametrize("text", ["", "{", '{"format": 1}', '{"format": 99}'])
def test_one_damaged_manifest_leaves_the_other_runs(own: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    """The next review is made and compared with the last run that can be read; the damaged one is told by verify, and when it is asked for."""
    (own.parent / "archive" / "runs" / "2027-ore-1" / "manifest.json").write_text(text)
    assert run(own, "2028") == 0
    found = {run.id: run.record.previous for run in archive_of(own).runs()}
    assert found == {"2026-ore-1": "", "2028-ore-1": "2026-ore-1"}
    with pytest.raises(ArchiveError):
        archive_of(own).run("2027-ore-1")
    assert main(["runs", "verify", "--archive", str(own.parent / "archive")]) == 1
    assert "3 runs looked at, 1 damaged" in capsys.readouterr().out
    assert run(own, "2027") == 0 and archive_of(own).run("2027-ore-2").record.previous == "2026-ore-1"


def test_a_manifest_of_a_newer_format_is_left_alone(own: Path) -> None:
    """It is refused in a sentence that says what to do."""
    folder = own.parent / "archive" / "runs" / "2026-ore-1"
    told = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**told, "format": 99}))
    with pytest.raises(ArchiveError, match="newer version of resilience_opt"):
        read_record(folder)
