"""The folder of results: whose reports stand in it, and where it may be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from resilience_opt.errors import InputError
from resilience_opt.review.reading import read_review
from tests.review.reviewing import archive_of, book, definition, offers, rows, told


def test_an_older_period_leaves_the_results_of_a_newer_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A year made up for later is archived, and its reports with it; planners still find the newest, and the command says so."""
    book(tmp_path / "ore.xlsx")
    file = definition(tmp_path, results='"out"')
    told(capsys, "review", str(file), "--period", "2027")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    book(tmp_path / "ore.xlsx", rows(Offers=offers(cheap=11)))
    _, found = told(capsys, "review", str(file), "--period", "2026")
    one = found["runs"][0]
    assert (one["id"], one["results_of"]) == ("2026-ore-1", "2027-ore-1")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert all(Path(path).parent == archive_of(file).run("2026-ore-1").folder / "reports" for path in one["files"])
    from resilience_opt.cli import main

    shutil.rmtree(tmp_path / "out")
    assert main(["review", str(file), "--period", "2026"]) == 0
    said = capsys.readouterr().out
    assert "nothing to do" in said and "these reports stay in the archive: the results are those of a later period, 2027-ore-1" in said
    assert not (tmp_path / "out").exists()


PLAIN = 'name = "x"\nperiod = "yearly"\nworkbooks = [{{path = "a.xlsx"}}]\narchive = "{archive}"\nresults = "{results}"\n'


@pytest.mark.parametrize(
    ("archive", "results", "said"),
    [
        ("kept", "", "results: must be a path, but it is blank"),
        ("", "out", "archive: must be a path, but it is blank"),
        ("kept", "./kept/", "results: must be a folder beside the archive, but './kept/' is the archive itself"),
        ("kept", "other/../kept/runs/out", "results: must be a folder beside the archive, but 'other/../kept/runs/out' lies in the archive, 'kept'"),
        (".", "out", "results: must be a folder beside the archive, but 'out' lies in the archive"),
    ],
)
def test_where_results_cannot_be(tmp_path: Path, archive: str, results: str, said: str) -> None:
    """Nowhere, and the archive with all below it, are faults of the file."""
    (tmp_path / "r.toml").write_text(PLAIN.format(archive=archive, results=results), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_review(tmp_path / "r.toml")
    assert [str(fault) for fault in caught.value.faults][0].startswith(said)


def test_where_results_can_be(tmp_path: Path) -> None:
    """Beside the archive, above it, and in the folder of the file."""
    for archive, results in (("kept", "kept-results"), ("out/kept", "out"), ("kept", ".")):
        (tmp_path / "r.toml").write_text(PLAIN.format(archive=archive, results=results), encoding="utf-8")
        assert read_review(tmp_path / "r.toml").results == tmp_path / results
