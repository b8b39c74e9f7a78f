"""``optimize runs prune``: old runs listed, and removed when told so."""

from __future__ import annotations

from pathlib import Path

from resilience_opt.command.archived import opened
from resilience_opt.command.outcome import as_json
from resilience_opt.command.runs import guarded


def prune(archive: Path, keep: int, yes: bool, *, json: bool, debug: bool) -> int:
    """List the runs that are more than are kept of each workbook, or remove them."""

    def do() -> int:
        from resilience_opt.report.sentences import counted
        from resilience_opt.review.prune import prune as remove
        from resilience_opt.review.prune import superfluous

        there = opened(archive)
        found = [str(entry["id"]) for entry in (remove(there, keep) if yes else superfluous(there, keep))]
        if json:
            print(as_json({"removed" if yes else "would_remove": found, "keep": keep}))
        elif not found:
            print(f"nothing to remove: no workbook has more than {counted(keep, 'run')}")
        else:
            print(*(f"{'removed' if yes else 'would remove'} {name}" for name in found), sep="\n")
            if not yes:
                print("nothing was removed; --yes removes them, and the history loses them")
        return 0

    return guarded(do, json=json, debug=debug)
