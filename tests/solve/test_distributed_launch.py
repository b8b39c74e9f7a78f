"""Where the engine `mpi` cannot run it says why and what to install, and nothing else of the software needs it."""

from __future__ import annotations

import pytest

from resilience_opt.case.examples import folder
from resilience_opt.cli import main
from resilience_opt.command.ranks import asks_for_ranks
from resilience_opt.errors import EngineError
from resilience_opt.solve.distributed import launch
from resilience_opt.studies.frontier import frontier
from resilience_opt.studies.run import Options, optimize
from tests.building import offer, ore

BOOK = str(folder() / "first-steps.xlsx")


@pytest.fixture
def by_itself(monkeypatch):
    """A process that nobody's mpiexec started, on a machine that has everything."""
    for name in launch.RANK:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(launch, "find_spec", lambda name: object())
    monkeypatch.setattr(launch.shutil, "which", lambda name: f"/usr/bin/{name}")


def test_without_mpiexec_it_says_how_to_start(by_itself, tmp_path, capsys):
    """Called without mpiexec: a sentence with the call, exit 2, and no file."""
    assert main([BOOK, "--engine", "mpi", "-o", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1 and "mpiexec" in said.err and "-n 3 optimize BOOK.xlsx --engine mpi" in said.err
    assert not list(tmp_path.iterdir())


def test_studies_say_so_too(by_itself, monkeypatch):
    """A study that asks for the engine where it is not hears the same sentence."""
    monkeypatch.setattr(launch, "find_spec", lambda name: None)
    ban = {"Scenarios": [{"Scenario": "Ban", "Probability": 0.1}], "Events": [{"Scenario": "Ban", "Kind": "country", "Target": "China", "Months": 6}]}
    limit = {"Share limits": [{"Group": "China", "Maximum": 0.9}]}
    case = ore([offer("Cheap", 1, **{"Fixed cost": 10}), offer("Dear", 3, **{"Fixed cost": 10})], **ban, **limit)
    with pytest.raises(EngineError, match="the engine 'mpi' needs"):
        frontier(case, group="China", maximum=[0.9, 0.5], options=Options(engine="mpi"))


def test_what_is_missing_is_named(by_itself, monkeypatch, capsys):
    """Without launcher and packages the sentence says what to install, on the command line, from Python and by the doctor."""
    monkeypatch.setattr(launch, "find_spec", lambda name: None)
    monkeypatch.setattr(launch.shutil, "which", lambda name: None)
    wanted = ("mpiexec (on Debian: apt-get install openmpi-bin)", "mpi4py, mpi-sppy, scipy (pip install mpi4py mpi-sppy scipy)")
    assert main([BOOK, "--engine", "mpi"]) == 2
    said = capsys.readouterr().err
    with pytest.raises(EngineError) as error:
        optimize(ore([offer("Cheap", 1)]), engine="mpi")
    main(["doctor"])
    told = capsys.readouterr().out
    for words in wanted:
        assert words in said and words in str(error.value) and f"engine mpi: not available; it needs {wanted[0]}" in told and words in told


def test_the_doctor_says_how_it_is_started(by_itself, monkeypatch, capsys):
    """Where everything is here the doctor gives the call; root's has what mpiexec asks of root."""
    monkeypatch.setattr(launch.os, "geteuid", lambda: 0, raising=False)
    main(["doctor"])
    assert "engine mpi: available" in (told := capsys.readouterr().out) and "--allow-run-as-root --oversubscribe" in told
    monkeypatch.setattr(launch.os, "geteuid", lambda: 1000, raising=False)
    main(["doctor"])
    assert "--allow-run-as-root" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        (["book.xlsx", "--engine", "mpi"], True),
        (["book.xlsx", "--engine=mpi"], True),
        (["book.xlsx"], False),
        (["mpi", "--engine", "auto"], False),
        (["--engine"], False),
    ],
)
def test_what_asks_for_ranks(words, asks):
    """Only the engine `mpi` puts a command on several ranks: started by mpiexec for anything else, each process is its own."""
    assert asks_for_ranks(words) is asks


@pytest.mark.parametrize("name", launch.RANK)
def test_the_place_of_a_process(by_itself, monkeypatch, name):
    """The launchers' words for a process's place are understood; without any there is none."""
    assert launch.rank() is None
    monkeypatch.setenv(name, "2")
    assert launch.rank() == 2
