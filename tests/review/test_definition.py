"""REVIEW.toml: what it says, and everything that is wrong in it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from resilience_opt.cli import main
from resilience_opt.errors import InputError
from resilience_opt.review.reading import read_review
from tests.review.reviewing import definition

WRONG = """
nam = "x"
name = 3
period = "year"
archive = 4
gap = "lots"
time_limit = -1
ladder = "no"
model = "standrd"
workbook = 3
workbooks = [{path = "a.xlsx", modl = "standard"}, {name = "x"}]
[alerts]
cost_up = "-5%"
dependence_over = 60
dependence = [{group = "China", materal = "x"}]
"""


def _faults(folder: Path, text: str) -> list[str]:
    (folder / "review.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_review(folder / "review.toml")
    return [str(fault) for fault in caught.value.faults]


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Each fault stands with its place, what was found, what is wanted, and the nearest known name."""
    assert _faults(tmp_path, WRONG) == [
        "nam: no such key is known; did you mean 'name'?",
        "name: must be a text, but it is 3",
        "period: must be one of yearly, quarterly, monthly, but it is 'year'; did you mean 'yearly'?",
        "archive: must be a path as a text, but it is 4",
        "gap: must be 0 or more, such as 0.05 or '5%', but it is 'lots'",
        "time_limit: must be a number of more than 0, but it is -1",
        "ladder: must be true or false, but it is 'no'",
        "model: must be one of few-newcomers, risk-averse, standard, worst-case, but it is 'standrd'; did you mean 'standard'?",
        "workbook: no such key is known; did you mean 'workbooks'?",
        "workbooks[1].modl: no such key is known; did you mean 'model'?",
        "workbooks[2].path: is missing",
        "alerts.cost_up: must be 0 or more, such as 0.05 or '5%', but it is '-5%'",
        "alerts.dependence_over: must be a share from 0 to 1, such as 0.6 or '60%', but it is 60",
        "alerts.dependence[1].over: is missing",
        "alerts.dependence[1].materal: no such key is known; did you mean 'material'?",
    ]


def test_single_keys_and_what_they_mean_together_are_told_at_once(tmp_path: Path) -> None:
    """A wrong key hides neither two workbooks of one name nor results among the runs; all stand in the order of the file."""
    text = """
    name = 3
    archive = "kept"
    results = "kept/out"
    engine = "mpi"
    workbooks = [{path = "a/x.xlsx"}, {path = "b/X.xlsx", engine = "MPI"}, {path = ""}]
    """
    found = _faults(tmp_path, text)
    assert [fault.partition(": ")[0] for fault in found] == ["name", "results", "engine", "workbooks[2].engine", "workbooks[3].path", "workbooks[2]", "period"]
    assert "needs a command that is started on several ranks" in found[2] and "it has the name of workbook 1" in found[5]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "it is not TOML"),
        ('name = "x"\nperiod = "yearly"\narchive = "a"\nworkbooks = []', "workbooks: must name at least one workbook"),
        ('name = "x"\nperiod = "yearly"\narchive = "a"\nworkbooks = [{path = "a/x.xlsx"}, {path = "b/X.xlsx"}]', "has the name of workbook 1"),
        ('name = "x"\nperiod = "yearly"\narchive = "a"\nalerts = 3\nworkbooks = [{path = "x.xlsx"}]', "must be a table with keys, such as"),
    ],
)
def test_one_sentence_each(tmp_path: Path, text: str, said: str) -> None:
    """A file that is no TOML, names no workbook, or names one twice is refused in a sentence."""
    assert any(said in fault for fault in _faults(tmp_path, text))


def test_paths_start_at_the_folder_of_the_file(tmp_path: Path) -> None:
    """Where the command is called from does not matter; a workbook says for itself what it solves otherwise."""
    (tmp_path / "sub").mkdir()
    file = definition(tmp_path / "sub", "../ore.xlsx", gap='"1%"', results='"../out"')
    file.write_text(file.read_text().replace('"../ore.xlsx"', '"../ore.xlsx"\ngap = 0.5\nmodel = "Worst-Case"'), encoding="utf-8")
    found = read_review(file)
    workbook = found.workbooks[0]
    assert (workbook.name, workbook.path.resolve()) == ("ore", (tmp_path / "ore.xlsx").resolve())
    assert found.archive == (tmp_path / "sub" / "archive").resolve()
    assert (found.gap, found.solving(workbook).gap, found.solving(workbook).model, found.solving(workbook).ladder) == (0.01, 0.5, "worst-case", False)


def test_init_writes_a_file_that_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `review init` writes is a review; a file that exists is left alone."""
    books = [tmp_path / "sub" / 'a "quoted" näme.xlsx', tmp_path / "b.xlsx"]
    for place in books:
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"")
    words = ["review", "init", str(tmp_path / "r.toml"), *(word for book in books for word in ("--book", str(book)))]
    assert main(words) == 0
    found = read_review(tmp_path / "r.toml")
    assert [book.path for book in found.workbooks] == [book.resolve() for book in books]
    assert (found.alerts.cost_up, found.alerts.dependence_over, found.results) == (0.05, 0.6, (tmp_path / "results").resolve())
    assert [book.name for book in found.workbooks] == ['a "quoted" näme', "b"]
    (tmp_path / "r.toml").write_text("mine")
    assert main(words) == 2
    assert (tmp_path / "r.toml").read_text() == "mine"
    assert "exists already" in capsys.readouterr().err


def test_init_names_workbooks_for_good(tmp_path: Path) -> None:
    """The name by which the archive knows a workbook is written out, so that another path next year goes on with its history; two of one name are told apart."""
    for name in ("a/ore.xlsx", "b/Ore.xlsx"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(b"")
    words = ["review", "init", str(tmp_path / "r.toml"), "--book", str(tmp_path / "a" / "ore.xlsx"), "--book", str(tmp_path / "b" / "Ore.xlsx")]
    assert main(words) == 0
    file = tmp_path / "r.toml"
    file.write_text(file.read_text().replace("a/ore.xlsx", "a/ore of 2027.xlsx"))
    assert [(book.name, book.path.name) for book in read_review(file).workbooks] == [("ore", "ore of 2027.xlsx"), ("Ore 2", "Ore.xlsx")]


def test_a_wrong_definition_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says what is wrong and makes nothing."""
    (tmp_path / "review.toml").write_text(WRONG, encoding="utf-8")
    assert main(["review", str(tmp_path / "review.toml")]) == 2
    assert "review.toml: 15 faults" in capsys.readouterr().err
    assert main(["review", str(tmp_path / "absent.toml")]) == 2
    assert "cannot be read: No such file" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["review.toml"]
