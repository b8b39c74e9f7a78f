"""A disk that is full and a folder that must not be written to: a sentence, what was finished is kept, and nothing half is left."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from resilience_opt.review.archive import record, writing
from resilience_opt.review.verify import damage
from tests.review.reviewing import archive_of, book, definition, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the limits are those of POSIX")
root_elsewhere = pytest.mark.skipif(os.name != "nt" and os.getuid() == 0 and sys.platform != "linux", reason="permissions do not hold root back")
ROOT = Path(__file__).parents[2]


def _review(file: Path, before: Callable[[], None] | None = None, period: str = "2026") -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "resilience_opt", "review", str(file), "--period", period]
    return subprocess.run(words, capture_output=True, text=True, check=False, preexec_fn=before, env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"})


@pytest.mark.parametrize("kilobytes", [0.2, 2, 12, 60, 3000])
def test_no_room_on_the_disk(tmp_path: Path, kilobytes: float) -> None:
    """Wherever writing fails, be it lock, input, index, table or page: exit code 1, one sentence, no half run; with room again it goes on."""
    import resource

    book(tmp_path / "ore.xlsx")
    file, most = definition(tmp_path), int(1024 * kilobytes)
    done = _review(file, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    assert done.returncode == 1 and "Traceback" not in done.stderr and done.stderr.count("\n") == 1
    assert "cannot be written" in done.stderr and "what was finished before is kept" in done.stderr or "the runs themselves are kept" in done.stderr
    archive = tmp_path / "archive"
    assert not list((archive / "unfinished").glob("*")) and not list((archive / "runs").glob("*"))
    assert run(file, "2026") == 0


def _as_anyone() -> None:
    """Give up root's way around permissions (CAP_DAC_OVERRIDE, by PR_CAPBSET_DROP); of no effect for others, who have none."""
    if os.getuid() == 0:
        ctypes.CDLL(None, use_errno=True).prctl(24, 1, 0, 0, 0)


@root_elsewhere
@pytest.mark.parametrize("what", ["archive", "results"])
def test_read_only(tmp_path: Path, what: str) -> None:
    """An archive or a folder of results that the user must not write to is said in a sentence; a run that was archived stays."""
    book(tmp_path / "ore.xlsx")
    file = definition(tmp_path, results='"out"')
    (tmp_path / "archive").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / ("archive" if what == "archive" else "out")).chmod(0o555)
    done = _review(file, _as_anyone)
    (tmp_path / "archive").chmod(0o755)
    (tmp_path / "out").chmod(0o755)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1) and "Traceback" not in done.stderr
    assert f"the {what} {'' if what == 'archive' else 'cannot be written to '}{tmp_path / ('archive' if what == 'archive' else 'out')}" in done.stderr
    assert "Permission denied" in done.stderr
    if what == "results":
        assert [(one.id, damage(one)) for one in archive_of(file).runs()] == [("2026-ore-1", [])]


def test_full_in_the_middle_keeps_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The disk is full at the second workbook: the first is in the archive, whole; the next run makes the second alone."""
    book(tmp_path / "a.xlsx")
    book(tmp_path / "b.xlsx")
    file, real = definition(tmp_path, "a.xlsx", "b.xlsx"), record.write_record

    def full(made: record.Record, folder: Path) -> record.Record:
        if made.book == "b":
            raise OSError(28, "No space left on device")
        return real(made, folder)

    from resilience_opt.review import run as running

    monkeypatch.setattr(running, "write_record", full)
    assert run(file, "2026") == 1
    assert "No space left on device" in capsys.readouterr().err
    monkeypatch.undo()
    assert [(one.id, damage(one)) for one in archive_of(file).runs()] == [("2026-a-1", [])]
    assert not list((tmp_path / "archive" / writing.UNFINISHED).glob("*"))
    first = (tmp_path / "archive" / "runs" / "2026-a-1" / "manifest.json").stat().st_mtime_ns
    assert run(file, "2026") == 0
    assert [one.id for one in archive_of(file).runs()] == ["2026-a-1", "2026-b-1"]
    assert (tmp_path / "archive" / "runs" / "2026-a-1" / "manifest.json").stat().st_mtime_ns == first
