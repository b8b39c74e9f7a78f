"""``optimize runs rerun`` and ``verify``: is what the archive holds true?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from resilience_opt.command.archived import folder_of, opened, run_of
from resilience_opt.command.outcome import as_json
from resilience_opt.command.runs import guarded

if TYPE_CHECKING:
    from resilience_opt.review.archive.archive import Archive
    from resilience_opt.review.rerun import Rerun


def rerun(archive: Path, name: str, *, json: bool, debug: bool) -> int:
    """Solve a run again from the archive alone; 0 where the plan is the same, else 1."""

    def do() -> int:
        run = run_of(archive, name)
        from resilience_opt.review.rerun import rerun as again

        found = again(run)
        if json:
            told = {"run": run.id, "same": found.same, "exact": found.exact, "status": found.found.status}
            print(as_json({**told, "differences": list(found.differences), "versions": list(found.versions)}))
            return 0 if found.same else 1
        what = "plan" if found.found.plan is not None else f"answer ({found.found.status})"
        if found.same:
            print(f"{run.id}: the same {what}" + _exactly(found))
        else:
            print(f"{run.id}: not the same {what}", *(f"  {line}" for line in found.differences), sep="\n")
        if found.versions:
            print("other versions:", *(f"  {line}" for line in found.versions), sep="\n", file=sys.stderr)
        return 0 if found.same else 1

    return guarded(do, json=json, debug=debug)


def _exactly(found: Rerun) -> str:
    """How closely two plans are the same; of an answer without a plan there is nothing to add."""
    if found.found.plan is None:
        return ""
    return ", to the last digit" if found.exact else ", to within the solver's tolerance"


def verify(archive: Path, names: Sequence[str], *, json: bool, debug: bool) -> int:
    """Hash and audit everything again; 0 where nothing is wrong, else 1."""

    def do() -> int:
        asked = [folder_of(name) or _folder(opened(archive), name) for name in names]
        from resilience_opt.review.verify import verified, wrong_with

        found: dict[str, list[str]] = {}
        for name, wrong in ((folder.name, wrong_with(folder)) for folder in asked) if names else verified(opened(archive)):
            found[name] = wrong
            if not json and name:
                print(f"{name}: " + ("; ".join(wrong) if wrong else "sound"), flush=True)
        left = found.pop("", [])
        bad = sum(1 for wrong in found.values() if wrong)
        if json:
            print(as_json({"status": "damaged" if bad else "sound", "runs": found, "notes": left}))
        else:
            print(*left, sep="\n", end="\n" if left else "")
            print(f"{len(found)} run{'' if len(found) == 1 else 's'} looked at, {bad} damaged")
        return 1 if bad else 0

    return guarded(do, json=json, debug=debug)


def _folder(archive: Archive, name: str) -> Path:
    """The folder of a run of the archive, though its manifest may be damaged."""
    from resilience_opt.review.archive.layout import RUNS

    archive.must_have(name)
    return archive.folder / RUNS / name
