"""``optimize review init``: a definition of a review to fill in, with a word on every key."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from resilience_opt.command.outcome import failure_of, wrong_call

TEMPLATE = """\
# A review: optimize review {file}
# Paths start at the folder of this file. A share is 0.05 or "5%". What stands behind a # is left out.

name = "{name}"
period = "yearly"            # yearly, quarterly or monthly
archive = "archive"          # keeps every run; never change what is in it by hand
results = "results"          # the newest reports, for planners; leave it out to have them in the archive alone

# How every workbook is solved; a workbook may say otherwise. Left out: what optimize does by itself.
# model = "standard"         # wins over the workbook's setting Model
# gap = "0.01%"              # stop when the plan is proven this close to the cheapest
# time_limit = 3600          # seconds for each search; a workbook takes several
# engine = "auto"            # auto, extensive or benders
# threads = 2
# ladder = false             # leave out the sheet Cost of resilience, which takes up to three more searches

{workbooks}
# What counts as an alert, so that the command ends with exit code 10 and the report says so first.
[alerts]
cost_up = "5%"               # the plan costs this much more than that of the last period
dependence_over = "60%"      # a country, or a group under a limit, has a larger share of a material
requirement_unmet = true     # what the last plan survived is survived no longer, or there is no plan any more
supplier_leaves = true       # a supplier of the last plan is not in this one
new_fault = true             # the workbook has a fault or a warning that it had not

# [[alerts.dependence]]      # the same for one group or one material, as often as you need it
# group = "China"
# material = "Gallium"
# over = "40%"
"""
_BOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_BOOK = """\
[[workbooks]]
path = {path}
name = {name}
# By this name the archive knows the workbook: when next year's file has another name, change the path and keep this.
# model = "risk-averse"      # for this workbook alone, as gap, time_limit, engine, threads and ladder

"""


def init(definition: Path, books: Sequence[Path], debug: bool = False) -> int:
    """Write the file; one that exists is left alone."""
    try:
        if definition.exists():
            return _refused(f"{definition} exists already and is left as it is; choose another name or remove it first")
        if definition.suffix.lower() in _BOOKS:
            call = f"optimize review init {shlex.quote(str(definition.with_suffix('.toml')))} --book {shlex.quote(str(definition))}"
            return _refused(f"{definition} is the name of a workbook, and what is written is a text that defines a review; for a review of this workbook: {call}")
        gone = [book for book in books if not book.is_file()]
        if gone:
            made = f"optimize template {shlex.quote(str(gone[0]))} writes one to fill in"
            return _refused(f"there is no workbook {', '.join(map(str, gone))}; name with --book what is there ({made})")
        from resilience_opt.case.whole import whole

        with whole(definition) as temporary:
            temporary.write_text(text(definition, books), encoding="utf-8", newline="\n")
    except Exception as error:
        if debug:
            raise
        failure = failure_of(error)
        print(failure.message, file=sys.stderr)
        return failure.exit_code
    print(f"wrote {definition}; fill it in, then: optimize review {definition}")
    return 0


def _refused(message: str) -> int:
    failure = wrong_call(message)
    print(failure.message, file=sys.stderr)
    return failure.exit_code


def text(definition: Path, books: Sequence[Path]) -> str:
    """The file for these workbooks, or for one to be named."""
    import os

    folder = definition.resolve().parent
    named = [os.path.relpath(book.resolve(), folder).replace(os.sep, "/") for book in books] or ["my-case.xlsx"]
    name = books[0].stem if len(books) == 1 else "Supply review"
    parts = "".join(_BOOK.format(path=_quoted(path), name=_quoted(own)) for path, own in zip(named, _names(named), strict=True))
    return TEMPLATE.format(file=definition.name, name=_quoted(name)[1:-1], workbooks=parts.rstrip("\n") + "\n")


def _names(paths: Sequence[str]) -> list[str]:
    """A name for each workbook by which the archive can tell it from the others: its file's, with a number where another has it."""
    from resilience_opt.review.archive.layout import slug

    found: list[str] = []
    for path in paths:
        stem, number = Path(path).stem, 1
        while slug(stem if number == 1 else f"{stem} {number}") in map(slug, found):
            number += 1
        found.append(stem if number == 1 else f"{stem} {number}")
    return found


def _quoted(text: str) -> str:
    """A text as TOML writes it, which is as JSON does."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
