"""`optimize runs`: what is listed, shown, compared, made again, verified and taken away."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from resilience_opt.cli import main
from resilience_opt.review.archive.hashes import hash_of
from resilience_opt.review.archive.tables import kinds_of, read_table, write_table
from tests.review.reviewing import archive_of, book, definition, offers, rows, run, told


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two periods at two prices, and a third whose workbook has a fault."""
    folder = tmp_path_factory.mktemp("made")
    file = definition(folder)
    for period, sheets in (("2026", rows()), ("2027", rows(Offers=offers(cheap=11))), ("2028", rows(Offers=[{**offers()[0], "Capacity": -1}]))):
        book(folder / "ore.xlsx", sheets)
        run(file, period)
    return file


def _of(file: Path) -> tuple[str, str]:
    return "--archive", str(file.parent / "archive")


def test_list_and_show(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every run stands in the list, the oldest first; one of them is shown with its input, alerts and files."""
    code, found = told(capsys, "runs", "list", *_of(made))
    assert code == 0 and [(one["id"], one["status"]) for one in found["runs"]] == [
        ("2026-ore-1", "optimal"), ("2027-ore-1", "optimal"), ("2028-ore-1", "invalid input"),
    ]  # fmt: skip
    assert main(["runs", "list", *_of(made)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["run", "period", "workbook", "status", "cost", "alerts", "made", "(UTC)"] and len(lines) == 4
    assert main(["runs", "show", "2028-ore-1", *_of(made)]) == 0
    shown = capsys.readouterr().out
    assert "Capacity must be a number of at least 0" in shown and "ore-review.html" in shown
    assert told(capsys, "runs", "show", "2027-ore-1", *_of(made))[1]["sha256"] == archive_of(made).run("2027-ore-1").case.book.sha256


def test_diff(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two runs are compared without solving either: the price of 120 of 142.5 t that come from Cheap, and nothing else."""
    code, found = told(capsys, "runs", "diff", "2026-ore-1", "2027-ore-1", *_of(made), "-o", str(tmp_path))
    assert code == 0 and [(row["column"], row["before"], row["after"]) for row in found["inputs"]] == [("Unit cost", 10, 11)]
    amounts = {row["cause"]: row["amount"] for row in found["bridge"]}
    objective = {name: archive_of(made).run(name).plan.objective for name in ("2026-ore-1", "2027-ore-1")}
    assert amounts["price"] == pytest.approx(objective["2027-ore-1"] - objective["2026-ore-1"]) and amounts["price"] > 0
    assert (tmp_path / "2026-ore-1-compare.xlsx").is_file()
    assert main(["runs", "diff", "2026-ore-1", "2028-ore-1", *_of(made)]) == 2
    assert main(["runs", "diff", "2026-ore-1", "2026-ore-1", *_of(made)]) == 2


def test_rerun_needs_the_archive_alone(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With workbook and definition gone, and the archive elsewhere, a run comes to the same plan, to the last digit."""
    (own.parent / "ore.xlsx").unlink()
    own.unlink()
    (own.parent / "archive").rename(own.parent / "moved")
    code, found = told(capsys, "runs", "rerun", "2027-ore-1", "--archive", str(own.parent / "moved"))
    assert (code, found["same"], found["exact"], found["differences"]) == (0, True, True, [])
    assert told(capsys, "runs", "rerun", "2028-ore-1", "--archive", str(own.parent / "moved"))[0] == 0


def test_rerun_takes_the_archived_definition(own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The model is that of the archive, though the installed one of its name is another or gone."""
    from resilience_opt.case import models

    monkeypatch.setattr(models, "FOLDERS", (own.parent / "nothing",))
    assert told(capsys, "runs", "rerun", "2026-ore-1", *_of(own))[0] == 0


def test_a_rule_of_ones_own_travels_with_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A definition with a hook in Python is archived with what it extends, made again from there, and not run where it was changed."""
    from resilience_opt.case import models

    book(tmp_path / "ore.xlsx")
    file = definition(tmp_path, model='"few-newcomers"')
    run(file, "2026")
    found = archive_of(file).run("2026-ore-1")
    assert {"models/few-newcomers.toml", "models/standard.toml", "models/hooks/few_newcomers.py"} <= set(found.record.files)
    monkeypatch.setattr(models, "FOLDERS", (tmp_path / "nothing",))
    assert told(capsys, "runs", "rerun", "2026-ore-1", *_of(file))[1]["exact"]
    hook, mark = found.folder / "models" / "hooks" / "few_newcomers.py", tmp_path / "mark"
    hook.write_text(hook.read_text() + f"\nopen({str(mark)!r}, 'w')\n")
    assert told(capsys, "runs", "verify", *_of(file))[0] == told(capsys, "runs", "rerun", "2026-ore-1", *_of(file))[0] == 1
    assert not mark.exists()


def test_rerun_tells_another_plan(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A plan that the input does not give, sealed as if it did, is told from the right one."""
    folder = own.parent / "archive" / "runs" / "2026-ore-1"
    _rewrite(folder, "plan.json", folder.joinpath("plan.json").read_text().replace('"objective": ', '"objective": 1'))
    code, found = told(capsys, "runs", "rerun", "2026-ore-1", *_of(own))
    assert code == 1 and found["differences"][0].startswith("it costs ")


@pytest.mark.parametrize("file", ["input.xlsx", "plan.json", "tables/allocation.csv", "values/ship.csv", "reports/ore-plan.html", "log.txt", "manifest.json"])
def test_verify_finds_every_change(own: Path, capsys: pytest.CaptureFixture[str], file: str) -> None:
    """A byte more in any file is found, in that run alone; a run that is not what it was is not made again either."""
    folder = own.parent / "archive" / "runs" / "2026-ore-1"
    (folder / file).write_bytes((folder / file).read_bytes() + b"\n")
    code, found = told(capsys, "runs", "verify", *_of(own))
    assert code == 1 and list(found["runs"]["2026-ore-1"])[0] == (f"{file} was changed" if file != "manifest.json" else "manifest.json is not the one that was sealed")
    assert not found["runs"]["2027-ore-1"] and not found["runs"]["2028-ore-1"]
    assert told(capsys, "runs", "rerun", "2026-ore-1", *_of(own))[0] == 1


def test_verify_finds_what_is_gone_added_or_no_run(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is missing, one too many, a renamed folder and one that is no run."""
    runs = own.parent / "archive" / "runs"
    (runs / "2026-ore-1" / "log.txt").unlink()
    (runs / "2027-ore-1" / "mine.txt").write_text("x")
    (runs / "2028-ore-1").rename(runs / "2029-ore-1")
    (runs / "mine").mkdir()
    found = told(capsys, "runs", "verify", *_of(own))[1]["runs"]
    assert found["2026-ore-1"] == ["log.txt is gone"] and found["2027-ore-1"] == ["mine.txt was added"]
    assert found["2029-ore-1"] == ["its folder was renamed; it is the run 2028-ore-1"] and "this is no run" in found["mine"][0]


def _rewrite(folder: Path, path: str, text: str) -> None:
    """Change a file and seal the folder again, as someone might who knows how."""
    (folder / path).write_text(text, encoding="utf-8", newline="")
    told_ = json.loads((folder / "manifest.json").read_text())
    told_["files"][path] = [hash_of(folder / path), (folder / path).stat().st_size]
    (folder / "manifest.json").write_text(json.dumps(told_))
    (folder / "manifest.sha256").write_text(f"{hash_of(folder / 'manifest.json')}  manifest.json\n")


@pytest.mark.parametrize("table", ["values/ship", "values/level", "values/release", "tables/allocation", "tables/stockpiles", "tables/crisis", "tables/dependence"])
def test_verify_audits_again(own: Path, capsys: pytest.CaptureFixture[str], table: str) -> None:
    """A figure of a plan that was changed and sealed again does not pass the audit from the archived input."""
    folder = own.parent / "archive" / "runs" / "2026-ore-1"
    kind, name = table.split("/")
    kinds = json.loads((folder / "plan.json").read_text())["columns"][kind][name]
    frame = read_table(folder / f"{table}.csv", kinds)
    column = next(c for c in ("value", "quantity", "level", "delivered", "share") if c in frame)
    place = frame[column].abs().idxmax()
    frame.loc[place, column] = frame.loc[place, column] * 1.01
    assert isinstance(frame, pd.DataFrame) and kinds_of(frame) == kinds
    write_table(frame, folder / f"{table}.csv")
    _rewrite(folder, f"{table}.csv", (folder / f"{table}.csv").read_bytes().decode())
    code, found = told(capsys, "runs", "verify", "2026-ore-1", *_of(own))
    assert code == 1 and all("audit fails" in wrong or "is not that of its plan" in wrong for wrong in found["runs"]["2026-ore-1"])


def test_prune_keeps_the_last_plan(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what it would remove and removes it only when told so; the last run with a plan stays though later ones failed."""
    before = sorted(path.name for path in (own.parent / "archive" / "runs").iterdir())
    assert told(capsys, "runs", "prune", "--keep", "1", *_of(own)) == (0, {"would_remove": ["2026-ore-1"], "keep": 1})
    assert sorted(path.name for path in (own.parent / "archive" / "runs").iterdir()) == before
    assert told(capsys, "runs", "prune", "--keep", "1", "--yes", *_of(own))[1]["removed"] == ["2026-ore-1"]
    assert [one.id for one in archive_of(own).runs()] == ["2027-ore-1", "2028-ore-1"]
    assert told(capsys, "runs", "prune", "--keep", "1", "--yes", *_of(own))[1]["removed"] == []
    assert main(["runs", "prune", "--keep", "0", *_of(own)]) == 2


def test_no_archive_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command on a folder that is no archive ends with 2 and a sentence."""
    for words in (["list"], ["show", "x"], ["diff", "x", "y"], ["rerun", "x"], ["verify"], ["prune"]):
        assert main(["runs", *words, "--archive", str(tmp_path)]) == 2
        assert capsys.readouterr().err == f"there is no archive in {tmp_path}; name the folder of one with --archive DIR\n"
