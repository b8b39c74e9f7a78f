"""A review run: done once, taken up where it was ended, one bad workbook beside good ones, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from resilience_opt.case.whole import whole
from resilience_opt.errors import NoPlanError
from tests.review.reviewing import archive_of, book, definition, offers, rows, run, told


def _ids(file: Path) -> list[str]:
    return [run.id for run in archive_of(file).runs()]


def test_a_second_run_does_nothing_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same period from the same inputs is solved once; the exit code stays that of the run, and the files stay as they are."""
    book(tmp_path / "ore.xlsx")
    file = definition(tmp_path, results='"out"', alerts='dependence_over = "50%"')
    first = told(capsys, "review", str(file), "--period", "2026")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file() and path.name not in ("lock", "index.sqlite")}
    second = told(capsys, "review", str(file), "--period", "2026")
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file() and path.name not in ("lock", "index.sqlite")}
    assert (first[0], second[0]) == (10, 10)
    assert [r["solved_now"] for _, told_ in (first, second) for r in told_["runs"]] == [True, False]
    assert first[1]["runs"][0]["alerts"] == second[1]["runs"][0]["alerts"] and before == after
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"ore-plan.xlsx", "ore-plan.html", "ore-review.xlsx", "ore-review.html"}


@pytest.mark.parametrize("what", ["input", "options", "rules", "force"])
def test_what_was_asked_otherwise_is_done_again(tmp_path: Path, what: str) -> None:
    """Another input, option or rule for alerts, or --force, makes another attempt of the period."""
    book(tmp_path / "ore.xlsx")
    file = definition(tmp_path)
    run(file, "2026")
    if what == "input":
        book(tmp_path / "ore.xlsx", rows(Offers=offers(cheap=11)))
    elif what != "force":
        definition(tmp_path, **({"gap": "0.01"} if what == "options" else {"alerts": "cost_up = 0.5"}))
    run(file, "2026", *(["--force"] if what == "force" else []))
    assert _ids(file) == ["2026-ore-1", "2026-ore-2"]


def test_a_period_is_done_for_itself(tmp_path: Path) -> None:
    """The same inputs in another period are another run, compared with the one before; a past one is compared with its own past."""
    book(tmp_path / "ore.xlsx")
    file = definition(tmp_path)
    for period in ("2026", "2028", "2027"):
        assert run(file, period) == 0
    assert [(run.id, run.record.previous) for run in archive_of(file).runs()] == [
        ("2026-ore-1", ""), ("2027-ore-1", "2026-ore-1"), ("2028-ore-1", "2026-ore-1"),
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "periods"), [("quarterly", ("2026-Q4", "2027-Q1")), ("monthly", ("2026-12", "2027-01"))])
def test_other_kinds_of_period(tmp_path: Path, kind: str, periods: tuple[str, str]) -> None:
    """A quarter, or a month, is compared with the one before, over the turn of the year."""
    book(tmp_path / "ore.xlsx")
    file = definition(tmp_path)
    file.write_text(file.read_text().replace('"yearly"', f'"{kind}"'))
    assert [run(file, period) for period in periods] == [0, 0]
    names = [f"{period.lower()}-ore-1" for period in periods]
    assert [(one.id, one.record.previous) for one in archive_of(file).runs()] == [(names[0], ""), (names[1], names[0])]


def test_one_bad_workbook_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Faults, a file that is gone and a case without a plan are archived as such; the gravest gives the exit code."""
    book(tmp_path / "good.xlsx")
    book(tmp_path / "faulty.xlsx", rows(Offers=[{"Supplier": "Nobody", "Material": "Ore", "Capacity": -1, "Unit cost": 1}]))
    book(tmp_path / "tight.xlsx", rows(Demand=[{"Market": "Home", "Material": "Ore", "Quantity": 5000, "Shortage cost": 100}]))
    file = definition(tmp_path, "faulty.xlsx", "absent.xlsx", "tight.xlsx", "good.xlsx")
    code, found = told(capsys, "review", str(file), "--period", "2026")
    assert code == 2
    assert [(one["book"], one["status"]) for one in found["runs"]] == [
        ("faulty", "invalid input"), ("absent", "invalid input"), ("tight", "infeasible"), ("good", "optimal"),
    ]  # fmt: skip
    runs = {run.record.book: run for run in archive_of(file).runs()}
    assert [str(fault) for fault in runs["faulty"].record.faults][0].startswith("Offers!A2: no supplier is named 'Nobody'")
    assert "there is no such file" in str(runs["absent"].record.faults[0]) and runs["tight"].record.explanation
    assert (runs["faulty"].folder / "input.xlsx").read_bytes() == (tmp_path / "faulty.xlsx").read_bytes()
    assert not (runs["absent"].folder / "input.xlsx").exists()
    assert all({path.name for path in run.reports} >= {f"{name}-review.xlsx", f"{name}-review.html"} for name, run in runs.items())
    again = told(capsys, "review", str(file), "--period", "2026")
    assert again[0] == 2 and not any(one["solved_now"] for one in again[1]["runs"])


def test_exit_codes(tmp_path: Path) -> None:
    """0 without alerts, 10 with, 3 where no plan can meet the requirements, and the lowest that is not 0 with several."""
    book(tmp_path / "good.xlsx")
    book(tmp_path / "tight.xlsx", rows(Demand=[{"Market": "Home", "Material": "Ore", "Quantity": 5000, "Shortage cost": 100}]))
    assert run(definition(tmp_path, "good.xlsx"), "2026") == 0
    assert run(definition(tmp_path, "good.xlsx", alerts="dependence_over = 0.5"), "2026") == 10
    assert run(definition(tmp_path, "tight.xlsx", "good.xlsx", alerts="dependence_over = 0.5"), "2026") == 3


def test_a_search_that_ended_without_a_plan_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`no plan` is archived, ends with 4, and does not keep the next run from trying."""
    from resilience_opt.review import solving

    book(tmp_path / "ore.xlsx")
    file, real = definition(tmp_path), solving.optimize

    def late(*_: object, **__: object) -> None:
        raise NoPlanError("the limit of time ended the search")

    monkeypatch.setattr(solving, "optimize", late)
    assert run(file, "2026") == 4
    monkeypatch.setattr(solving, "optimize", real)
    assert run(file, "2026") == 0
    assert [(run.id, run.record.status) for run in archive_of(file).runs()] == [("2026-ore-1", "no plan"), ("2026-ore-2", "optimal")]


def test_a_fault_of_the_software_is_a_sentence_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An unexpected exception makes its run an error, with the traceback in the log; the other workbook is solved."""
    from resilience_opt.review import solving

    book(tmp_path / "a.xlsx")
    book(tmp_path / "b.xlsx")
    file, real = definition(tmp_path, "a.xlsx", "b.xlsx"), solving.optimize
    calls: list[object] = []

    def broken(*given: object, **keywords: object) -> object:
        calls.append(given)
        if len(calls) == 1:
            raise ZeroDivisionError("oops")
        return real(*given, **keywords)

    monkeypatch.setattr(solving, "optimize", broken)
    code, found = told(capsys, "review", str(file), "--period", "2026")
    assert code == 1 and [one["status"] for one in found["runs"]] == ["error", "optimal"]
    assert "an unexpected fault of the software (ZeroDivisionError: oops)" in found["runs"][0]["message"]
    assert "Traceback" in archive_of(file).run("2026-a-1").log.read_text()


def test_a_report_that_cannot_be_made_keeps_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run is an error, its plan is in the archive, and the next run makes it again."""
    from resilience_opt.report.review import workbook

    book(tmp_path / "ore.xlsx")
    file = definition(tmp_path)
    monkeypatch.setattr(workbook, "write_review", lambda *_: 1 / 0)
    assert run(file, "2026") == 1
    monkeypatch.undo()
    found = archive_of(file).run("2026-ore-1")
    assert "the reports could not be written" in found.record.message and found.summary["objective"] == found.plan.objective
    assert run(file, "2026") == 0


def test_another_definition_of_the_model_is_another_question(tmp_path: Path) -> None:
    """The same workbook under a model whose file was changed is solved again; a file that does not concern it changes nothing."""
    from resilience_opt.case.models import definitions_in, folder

    book(tmp_path / "ore.xlsx")
    file, models = definition(tmp_path), tmp_path / "models"
    models.mkdir()
    for path in folder().glob("*.toml"):
        (models / path.name).write_bytes(path.read_bytes())
    with definitions_in(models):
        run(file, "2026")
        (models / "worst-case.toml").write_text('title = "other"\nextends = "standard"\n')
        run(file, "2026")
        assert _ids(file) == ["2026-ore-1"]
        text = (models / "standard.toml").read_text()
        (models / "standard.toml").write_text(text + "\n# changed\n")
        run(file, "2026")
        assert _ids(file) == ["2026-ore-1", "2026-ore-2"]


def test_a_report_lost_on_the_way_is_delivered_again(tmp_path: Path) -> None:
    """A review that was killed between archive and results, or whose results were removed, brings them on the next run."""
    book(tmp_path / "ore.xlsx")
    file = definition(tmp_path, results='"out"')
    run(file, "2026")
    archived = (tmp_path / "archive" / "runs" / "2026-ore-1" / "reports" / "ore-review.html").read_bytes()
    (tmp_path / "out" / "ore-review.html").write_text("last year's")
    (tmp_path / "out" / "ore-plan.xlsx").unlink()
    run(file, "2026")
    assert (tmp_path / "out" / "ore-review.html").read_bytes() == archived and (tmp_path / "out" / "ore-plan.xlsx").is_file()


def test_results_that_cannot_be_written_stop_no_other_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder stands where a report should go: exit code 1 and a sentence, both runs archived; with the way free, only the copy is made."""
    for name in ("a.xlsx", "b.xlsx"):
        book(tmp_path / name)
    file = definition(tmp_path, "a.xlsx", "b.xlsx", results='"out"')
    (tmp_path / "out" / "a-plan.xlsx").mkdir(parents=True)
    assert run(file, "2026") == 1
    assert f"a: the results cannot be written to {tmp_path / 'out'} (Is a directory)" in capsys.readouterr().err
    assert _ids(file) == ["2026-a-1", "2026-b-1"] and (tmp_path / "out" / "b-plan.xlsx").is_file()
    (tmp_path / "out" / "a-plan.xlsx").rmdir()
    assert run(file, "2026") == 0
    assert _ids(file) == ["2026-a-1", "2026-b-1"] and (tmp_path / "out" / "a-plan.xlsx").is_file()


def test_a_fault_in_the_comparison_stops_no_other_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected exception after the search makes the run an error, without half a plan, and the next workbook is made."""
    from resilience_opt.review import judging
    from resilience_opt.review.verify import damage

    for name in ("a.xlsx", "b.xlsx"):
        book(tmp_path / name)
    file, real = definition(tmp_path, "a.xlsx", "b.xlsx"), judging.figures_of
    monkeypatch.setattr(judging, "figures_of", lambda plan: real(plan) if plan.case.book.source == "b.xlsx" else 1 / 0)
    assert run(file, "2026") == 1
    found = archive_of(file).runs()
    assert [(one.record.status, damage(one)) for one in found] == [("error", []), ("optimal", [])]
    assert not (found[0].folder / "plan.json").exists() and "ZeroDivisionError" in found[0].record.message


def test_a_name_that_is_taken(tmp_path: Path) -> None:
    """A workbook whose name with that of its review is another's name gets another number."""
    book(tmp_path / "ore.xlsx")
    book(tmp_path / "ore-yearly.xlsx")
    other = definition(tmp_path, "ore-yearly.xlsx")
    other.write_text(other.read_text().replace('"Yearly"', '"Other"'))
    run(other, "2026")
    assert _ids(other) == ["2026-ore-yearly-1"]
    run(definition(tmp_path, "ore.xlsx"), "2026")
    assert sorted(_ids(other)) == ["2026-ore-yearly-1", "2026-ore-yearly-2"]


def test_two_reviews_in_one_archive_keep_apart(tmp_path: Path) -> None:
    """Workbooks of one name in two reviews are two histories."""
    book(tmp_path / "ore.xlsx")
    file = definition(tmp_path)
    run(file, "2026")
    with whole(file) as temporary:
        temporary.write_text(file.read_text().replace('"Yearly"', '"Other one"'))
    run(file, "2026")
    run(file, "2027")
    assert [(run.record.review, run.id, run.record.previous) for run in archive_of(file).runs()] == [
        ("Other one", "2026-ore-other-one-1", ""), ("Other one", "2027-ore-other-one-1", "2026-ore-other-one-1"), ("Yearly", "2026-ore-1", ""),
    ]  # fmt: skip


def test_it_runs_as_cron_runs_it(tmp_path: Path) -> None:
    """Without a terminal, a home, a locale and more than a bare PATH, from another folder: the same, and nothing on stderr."""
    book(tmp_path / "ore.xlsx")
    file = definition(tmp_path)
    root = Path(__file__).parents[2]
    words = [sys.executable, "-m", "resilience_opt", "review", str(file)]
    done = subprocess.run(
        words, env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(root)}, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "ore: optimal, " in done.stdout and "Yearly, review of " in done.stdout
