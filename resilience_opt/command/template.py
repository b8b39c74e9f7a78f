"""``optimize template NEW.xlsx``: a workbook to fill in, blank or with an example."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from resilience_opt.case.whole import usable_file
from resilience_opt.command.outcome import failure_of


def template(new: Path, *, example: str | None = None, debug: bool = False) -> int:
    """Write a workbook to fill in and return the exit code; a file that is there already is left alone."""
    if new.suffix.lower() != ".xlsx":
        print(f"{new}: the name of the new workbook must end in .xlsx", file=sys.stderr)
        return 2
    if new.exists():
        print(f"{new} exists already and is left as it is; choose another name or remove it first", file=sys.stderr)
        return 2
    try:
        usable_file(new)
        if example is None:
            from resilience_opt.case.template import write_template

            write_template(new)
        else:
            from resilience_opt.case.examples import write_example

            write_example(new, example)
    except (Exception, KeyboardInterrupt) as error:
        if debug:
            traceback.print_exc()
        failure = failure_of(error)
        print("\n".join(map(str, failure.faults)) or failure.message, file=sys.stderr)
        return failure.exit_code
    print(f"wrote {new}")
    return 0
