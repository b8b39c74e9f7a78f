"""``optimize runs diff A B``: two archived runs side by side, and what made the difference."""

from __future__ import annotations

from pathlib import Path

from resilience_opt.case.whole import usable_folder
from resilience_opt.command.archived import run_of
from resilience_opt.command.compare import comparison_object, show, status_of
from resilience_opt.command.outcome import as_json
from resilience_opt.command.runs import guarded


def diff(archive: Path, before: str, after: str, output: Path | None, *, json: bool, debug: bool) -> int:
    """Print what changed from one run to another, and write the comparison where a folder is given."""

    def do() -> int:
        from resilience_opt.errors import Fault, InputError

        runs = [run_of(archive, before), run_of(archive, after)]
        if runs[0].folder.resolve() == runs[1].folder.resolve():
            raise InputError([Fault("", "", f"these are one and the same run, {runs[0].id}; name two")])
        from resilience_opt.review.reviewed import options_of, side_of_run
        from resilience_opt.studies.compare.study import compare

        if output is not None:
            usable_folder(output)
        options = runs[-1].record.options
        found = compare(
            {run.id: side_of_run(run) for run in runs},
            **options_of(None, options["gap"], options["time_limit"], options["engine"], options["threads"]).keywords(),
        )
        files = [str(found.to_excel(output / f"{runs[0].id}-compare.xlsx"))] if output is not None else []
        warnings = [(run.id, warning) for run in runs for warning in run.record.warnings]
        if json:
            print(as_json(comparison_object(found, status_of(found), files, warnings)))
        else:
            show(found)
            print(*(f"wrote {file}" for file in files), sep="\n", end="\n" if files else "")
        return 0

    return guarded(do, json=json, debug=debug)
