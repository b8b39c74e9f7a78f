"""Where results go: a place that cannot hold them is said before anything is solved, and a full disk is a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from resilience_opt.case.examples import folder
from resilience_opt.case.template import write_template
from resilience_opt.cli import main

LARGER = folder() / "critical-minerals.xlsx"
#: A command of which a limit on the size of files, as a full disk, ends every write of more than 4 kB.
FULL = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); from resilience_opt.cli import main; sys.exit(main(sys.argv[1:]))"
COMMANDS = {
    "solve": ["BOOK"],
    "alternatives": ["alternatives", "BOOK"],
    "compare": ["compare", "BOOK", "BOOK"],
    "exposure": ["exposure", "BOOK", "--volumes", "capacity"],
    "frontier": ["frontier", "BOOK", "--limit", "China", "--points", "3"],
    "attack": ["attack", "BOOK", "--budget", "1"],
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with a limit on China and an attack."""
    records = {
        "Settings": [{"Name": "First year", "Value": 2027}, {"Name": "Attack budget", "Value": 1}],
        "Attacks": [{"Attack": "ban", "Kind": "country", "Target": "China", "Months": 1}],
        "Survival": [{"Scenario": "attack", "Months": 1, "Service level": 0.5}],
        "Suppliers": [{"Supplier": "Aster", "Country": "Japan"}, {"Supplier": "Cheap", "Country": "China"}],
        "Offers": [{"Supplier": name, "Material": "Gallium", "Capacity": 9, "Unit cost": cost} for name, cost in (("Aster", 3), ("Cheap", 2))],
        "Demand": [{"Market": "Korea", "Material": "Gallium", "Quantity": 5, "Shortage cost": 99}],
        "Share limits": [{"Group": "China", "Maximum": 0.5}],
    }
    write_template(tmp_path / "small.xlsx", records)
    return tmp_path / "small.xlsx"


def _words(name: str, book: Path) -> list[str]:
    return [str(book) if word == "BOOK" else word for word in COMMANDS[name]]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_file_in_place_of_the_folder(name: str, book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`-o` that names a file is a wrong command line: exit 2, and the file stays as it is."""
    (tmp_path / "out").write_text("mine")
    assert main([*_words(name, book), "-o", str(tmp_path / "out")]) == 2
    assert capsys.readouterr() == ("", f"{tmp_path / 'out'}: results cannot be written there: it is a file, not a folder\n")
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="there is no /proc here, the folder that not even an administrator may write to")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_that_may_not_be_written_to(name: str, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that cannot be made is exit 2, with its own name and the system's reason."""
    assert main([*_words(name, book), "-o", "/proc/x"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("/proc/x: results cannot be written there: ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["BOOK", "--write-mps", "FOLDER.mps"], "FOLDER.mps: this is a folder; name a file to write"),
        (["BOOK", "--write-mps", "FILE/x.mps"], "FILE: results cannot be written there: it is a file, not a folder"),
        (["template", "FILE/x.xlsx"], "FILE: results cannot be written there: it is a file, not a folder"),
        (["BOOK", "--repair", "1", "-o", "FILE/x.xlsx"], "FILE: results cannot be written there: it is a file, not a folder"),
        (["BOOK", "--repair", "1", "-o", "FOLDER.xlsx"], "FOLDER.xlsx: this is a folder; name a file to write"),
    ],
)
def test_files_that_cannot_be_written(words: list[str], said: str, book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file to write that is a folder, or lies below a file, is exit 2 with the reason and the place that the planner named."""
    (tmp_path / "FILE").write_text("mine")
    for name in ("FOLDER.mps", "FOLDER.xlsx"):
        (tmp_path / name).mkdir()
    places = {"BOOK": str(book), **{name: str(tmp_path / name) for name in ("FOLDER.mps", "FOLDER.xlsx", "FILE/x.mps", "FILE/x.xlsx")}}
    assert main([places.get(word, word) for word in words] + ([] if "-o" in words or "template" in words else ["-o", str(tmp_path / "out")])) == 2
    assert capsys.readouterr().err == f"{tmp_path}/{said}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files stands in for a full disk; Windows has none")
@pytest.mark.parametrize(
    ("words", "file"),
    [(_, f"out/small-{_ if _ != 'solve' else 'plan'}.xlsx") for _ in COMMANDS] + [("template", "new.xlsx"), ("mps", "model.mps")],
)
def test_full_disk(words: str, file: str, book: Path, tmp_path: Path) -> None:
    """A disk that becomes full is one sentence that names the file, exit 1, no traceback, nothing left beside the place."""
    call = {"template": ["template", str(tmp_path / file)], "mps": [str(LARGER), "--quiet", "-o", str(tmp_path / "out"), "--write-mps", str(tmp_path / file)]}
    arguments = call.get(words) or [*_words(words, book), "-o", str(tmp_path / "out"), "--quiet"]
    done = subprocess.run([sys.executable, "-c", FULL, *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    reason = "the model could not be written in full; is the disk full?" if words == "mps" else "File too large"
    assert done.stderr == f"{tmp_path / file}: {reason}\n"
    assert not [found for found in tmp_path.rglob("*") if found.suffix in {".xlsx", ".html", ".mps"} and found != book]
