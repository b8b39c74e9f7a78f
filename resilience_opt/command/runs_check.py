"""``optimize runs rerun`` and ``verify``: is what the archive holds true?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from resilience_opt.command.outcome import as_json
from resilience_opt.command.runs import guarded


def rerun(archive: Path, name: str, *, json: bool, debug: bool) -> int:
    """Solve a run again from the archive alone; 0 where the plan is the same, else 1."""

    def do() -> int:
        from resilience_opt.review.archive.archive import open_archive

        run = open_archive(archive).run(name)
        from resilience_opt.review.rerun import rerun as again

        found = again(run)
        if json:
            told = {"run": name, "same": found.same, "exact": found.exact, "status": found.found.status}
            print(as_json({**told, "differences": list(found.differences), "versions": list(found.versions)}))
            return 0 if found.same else 1
        what = "plan" if found.found.plan is not None else f"answer ({found.found.status})"
        if found.same:
            print(f"{name}: the same {what}" + (", to the last digit" if found.exact else ", to within the solver's tolerance"))
        else:
            print(f"{name}: not the same {what}", *(f"  {line}" for line in found.differences), sep="\n")
        if found.versions:
            print("other versions:", *(f"  {line}" for line in found.versions), sep="\n", file=sys.stderr)
        return 0 if found.same else 1

    return guarded(do, json=json, debug=debug)


def verify(archive: Path, names: Sequence[str], *, json: bool, debug: bool) -> int:
    """Hash and audit everything again; 0 where nothing is wrong, else 1."""

    def do() -> int:
        from resilience_opt.review.archive.archive import open_archive

        opened = open_archive(archive)
        for name in names:
            opened.run(name)
        from resilience_opt.review.verify import verified

        found: dict[str, list[str]] = {}
        for name, wrong in verified(opened, list(names)):
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
