"""``optimize check BOOK.xlsx``: every fault and every doubt of a workbook, before anything is solved."""

from __future__ import annotations

import traceback
from pathlib import Path

from resilience_opt.command.outcome import EXIT_CODES, Object, as_json, failure_of, fault_objects


def check(book: Path, *, json: bool = False, debug: bool = False) -> int:
    """Print what is wrong in a workbook and return the exit code: 0 where it can be solved, 2 where not."""
    from resilience_opt.case.build import read_case

    try:
        case = read_case(book)
    except (Exception, KeyboardInterrupt) as error:
        if debug:
            traceback.print_exc()
        failure = failure_of(error)
        found: Object = {"status": failure.status, "faults": fault_objects(failure.faults), "warnings": []}
        print(as_json(found) if json else failure.message)
        return EXIT_CODES[failure.status]
    if json:
        print(as_json({"status": "valid", "faults": [], "warnings": fault_objects(case.warnings)}))
        return 0
    for warning in case.warnings:
        print(f"warning: {warning}")
    from resilience_opt.report.sentences import counted

    rows = "1 row of demand" if len(case.demand) == 1 else f"{len(case.demand):,} rows of demand"
    size = [counted(len(case.years), "year"), counted(len(case.offers), "offer"), rows, counted(len(case.scenarios), "scenario")]
    print(f"{book.name}: no faults; {counted(len(case.warnings), 'warning')}; {', '.join(size)}")
    return 0
