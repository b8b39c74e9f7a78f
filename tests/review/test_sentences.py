"""What is said to those who call a command of the review in a wrong way, or have an archive that was damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from resilience_opt.cli import main
from tests.review.reviewing import archive_of, book, definition, rows, run, told

MUCH = [{"Market": "Home", "Material": "Ore", "Quantity": 5000, "Shortage cost": 100}]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run with a plan, one of the next year without, and one of another workbook that has a fault."""
    folder = tmp_path_factory.mktemp("made")
    book(folder / "ore.xlsx")
    run(definition(folder), "2026")
    book(folder / "ore.xlsx", rows(Demand=MUCH))
    book(folder / "faulty.xlsx", rows(Offers=[{"Supplier": "Cheap", "Material": "Ore", "Capacity": -1, "Unit cost": 1}]))
    file = definition(folder, "ore.xlsx", "faulty.xlsx")
    run(file, "2027")
    return file


def _of(file: Path) -> tuple[str, str]:
    return "--archive", str(file.parent / "archive")


def test_what_the_terminal_says_without_a_plan(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot hold together stands in words under its workbook, and a workbook with faults was not solved."""
    assert main(["review", str(made), "--period", "2028"]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "ore: no plan can meet the requirements; archived as 2028-ore-1"
    head = lines.index("  these rows cannot hold together:")
    assert lines[head + 1].startswith("    ") and "!" in lines[head + 1]
    assert lines[lines.index("  counting alone shows:") + 1].startswith("    ")
    faulty = next(line for line in lines if line.startswith("faulty: "))
    assert faulty == "faulty: not solved, 1 fault; archived as 2028-faulty-1"
    assert lines[lines.index(faulty) + 2 :][:2] == ["  what is wrong in it:", "    Offers!C2: Capacity must be a number of at least 0, but it is -1"]
    assert lines[-1] == "Yearly, review of 2028: 2 workbooks looked at, 1 solved now, 1 with faults and not solved, 1 without a plan, 2 alerts"
    shutil.rmtree(made.parent / "archive" / "runs" / "2028-ore-1")
    shutil.rmtree(made.parent / "archive" / "runs" / "2028-faulty-1")


def test_nothing_follows_from_a_run_without_a_plan(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Next year's workbook from such a run is refused in one sentence that names a run which has a plan."""
    assert main(["review", "next", "2027-ore-1", str(tmp_path / "new.xlsx"), *_of(made)]) == 2
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1 and "the last one of ore that has a plan is 2026-ore-1" in err
    assert err.startswith("the run 2027-ore-1 has no plan: no plan can meet the requirements, so there is nothing to carry over")
    assert main(["review", "next", "2027-faulty-1", str(tmp_path / "new.xlsx"), *_of(made)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_made_again_without_a_plan(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run that had faults has them again; digits are spoken of where there is a plan."""
    assert main(["runs", "rerun", "2027-faulty-1", *_of(made)]) == 0
    assert capsys.readouterr().out == "2027-faulty-1: the same answer (invalid input)\n"
    assert main(["runs", "rerun", "2026-ore-1", *_of(made)]) == 0
    assert capsys.readouterr().out == "2026-ore-1: the same plan, to the last digit\n"


def test_a_last_year_beyond_any_plan(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip of the finger is told, and nothing is written."""
    for year in ("20300", "2026"):
        assert main(["review", "next", "2026-ore-1", str(tmp_path / "new.xlsx"), "--last-year", year, *_of(made)]) == 2
        assert f"the last year must be 2028 or later, but it is {year}" in (err := capsys.readouterr().err) or f"must be from 2028 to 2200, but it is {year}" in err
    assert not list(tmp_path.iterdir())


def test_a_run_by_its_folder(made: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a run is named its folder will do, as a path from anywhere; another folder is refused in a sentence."""
    folder = made.parent / "archive" / "runs" / "2026-ore-1"
    monkeypatch.chdir(made.parent)
    assert told(capsys, "runs", "show", str(folder))[1]["id"] == told(capsys, "runs", "show", "archive/runs/2026-ore-1/")[1]["id"] == "2026-ore-1"
    assert told(capsys, "runs", "verify", str(folder)) == (0, {"status": "sound", "runs": {"2026-ore-1": []}, "notes": []})
    assert told(capsys, "runs", "rerun", str(folder))[1] == told(capsys, "runs", "rerun", "2026-ore-1")[1]
    assert told(capsys, "runs", "diff", str(folder), "archive/runs/2027-ore-1")[0] == 0
    assert main(["runs", "diff", str(folder), "2026-ore-1"]) == 2
    assert "one and the same run" in capsys.readouterr().err
    for words in (["show", "archive"], ["rerun", "archive/runs"], ["verify", "./archive"]):
        assert main(["runs", *words]) == 2
        assert "this folder is none: it has no manifest.json" in capsys.readouterr().err or words[1] == "archive"


def test_a_workbook_where_a_definition_is_wanted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each message says what is wanted and the command that gives it; nothing is written."""
    place = book(tmp_path / "my ore.xlsx")
    assert main(["review", str(place)]) == 2
    assert f"optimize review init review.toml --book '{place}'" in capsys.readouterr().err
    assert main(["review", "init", str(tmp_path / "r2.xlsx")]) == 2
    assert f"optimize review init {tmp_path / 'r2.toml'} --book {tmp_path / 'r2.xlsx'}" in capsys.readouterr().err
    assert main(["review", "init", str(tmp_path / "r.toml"), "--book", str(tmp_path / "nothere.xlsx")]) == 2
    assert f"there is no workbook {tmp_path / 'nothere.xlsx'}" in (err := capsys.readouterr().err) and "optimize template" in err
    assert main(["review", str(tmp_path / "r.toml")]) == 2
    assert f"optimize review init {tmp_path / 'r.toml'} --book" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["my ore.xlsx"]


def test_runs_alone_lists_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a word it shows its help; with a mistyped one it names the nearest."""
    assert main(["runs"]) == 0
    out = capsys.readouterr().out
    assert all(f"\n  {word} " in out for word in ("list", "show", "diff", "rerun", "verify", "prune"))
    assert main(["runs", "verfy"]) == 2
    assert "did you mean optimize runs verify?" in capsys.readouterr().err


def test_names_that_the_archive_does_not_have(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A filter that nothing passes because it is mistyped is told with the nearest name, or with those that there are."""
    for words, said in (
        (["--book", "faulti"], "no workbook of the archive is named 'faulti'; did you mean 'faulty'?"),
        (["--book", "nope"], "no workbook of the archive is named 'nope'; there are faulty, ore"),
        (["--review", "Yearli"], "no review of the archive is named 'Yearli'; did you mean 'Yearly'?"),
    ):
        assert main(["runs", "list", *words, *_of(made)]) == 2
        assert capsys.readouterr().err == f"{said}\n"
    assert [one["id"] for one in told(capsys, "runs", "list", "--book", "faulty", *_of(made))[1]["runs"]] == ["2027-faulty-1"]


@pytest.mark.parametrize("spoil", ["{", "", '{"format": 1}', "gone", b"\xff\xfe\x00"])
def test_a_damaged_manifest_is_told_once_and_in_words(own: Path, spoil: str | bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither Errno nor the words of the JSON reader reach a planner, and verify says it once."""
    manifest = own.parent / "archive" / "runs" / "2026-ore-1" / "manifest.json"
    manifest.unlink() if spoil == "gone" else manifest.write_bytes(spoil if isinstance(spoil, bytes) else spoil.encode())
    code, found = told(capsys, "runs", "verify", *_of(own))
    (said,) = found["runs"]["2026-ore-1"]
    assert code == 1 and "manifest.json" in said and not any(word in said for word in ("Errno", "Expecting", "codec", "'review'", "Error"))
    if spoil != "gone":
        assert main(["runs", "show", "2026-ore-1", *_of(own)]) == 1
        assert capsys.readouterr().err == f"{said}\n"
        assert told(capsys, "runs", "verify", "2026-ore-1", *_of(own))[1]["runs"] == {"2026-ore-1": [said]}


@pytest.mark.parametrize(("file", "spoil"), [("plan.json", "gone"), ("plan.json", "{"), ("plan.json", "{}"), ("tables/allocation.csv", "gone"), ("values/ship.csv", "x"), ("input.xlsx", "gone")])
def test_a_damaged_plan_is_told_once_and_in_words(own: Path, file: str, spoil: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Verify says which file it is, and that the plan is not audited; who reads the plan is told the same in a sentence."""
    place = own.parent / "archive" / "runs" / "2026-ore-1" / file
    place.unlink() if spoil == "gone" else place.write_text(spoil)
    code, found = told(capsys, "runs", "verify", *_of(own))
    assert code == 1
    assert found["runs"]["2026-ore-1"] == [f"{file} {'is gone' if spoil == 'gone' else 'was changed'}", "its plan is not audited: restore the folder from a copy first"]
    assert main(["runs", "diff", "2026-ore-1", "2027-ore-1", *_of(own)]) in (1, 2)
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1 and not any(word in err for word in ("Errno", "Expecting", "KeyError", "'columns'", "unexpected fault"))
    assert place.name in err


def test_an_index_cut_short_is_made_again(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever length is left of it: the list is that of the folders, and the next review puts the index right."""
    index = own.parent / "archive" / "index.sqlite"
    whole = index.read_bytes()
    names = [run.id for run in archive_of(own).runs()]
    for length in (0, 50, 100, 1000, 4096, 5000, len(whole) - 4096, len(whole) - 1):
        index.write_bytes(whole[:length])
        code, found = told(capsys, "runs", "list", *_of(own))
        assert code == 0 and [one["id"] for one in found["runs"]] == names
        with archive_of(own).writing():
            pass
        assert [run.id for run in archive_of(own).runs()] == names


def test_one_run_kept_is_one_run(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The count of runs agrees with its noun."""
    shutil.rmtree(own.parent / "archive" / "runs" / "2026-ore-1")
    for keep, said in (("1", "1 run"), ("2", "2 runs")):
        assert main(["runs", "prune", "--keep", keep, *_of(own)]) == 0
        assert capsys.readouterr().out == f"nothing to remove: no workbook has more than {said}\n"
