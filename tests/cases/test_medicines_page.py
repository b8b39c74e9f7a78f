"""A new user who fills the blank template from the page of the medicines alone has the same case, and so the same plan."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from inputs.casebook import FOLDER
from resilience_opt.case.build import read_case
from resilience_opt.case.case import Case
from resilience_opt.case.template import write_template

PAGE = FOLDER.parent / "docs" / "cases" / "medicines.md"


def typed(cell: str) -> object:
    """What Excel makes of a cell that is typed: a number where it can be one."""
    try:
        return int(cell) if re.fullmatch(r"-?\d+", cell) else float(cell)
    except ValueError:
        return cell


def sheets(text: str) -> dict[str, list[dict[str, object]]]:
    """The tables under `### Sheet` of the page: sheet to rows."""
    found: dict[str, list[dict[str, object]]] = {}
    for name, body in re.findall(r"^### Sheet `(.+?)`\n\n((?:\|.*\n)+)", text, re.MULTILINE):
        lines = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in body.splitlines()]
        columns = [column.strip(" |") for column in lines[0]]
        found[name] = [{c: typed(v.strip(" |")) for c, v in zip(columns, line, strict=True) if v.strip(" |")} for line in lines[2:]]
    return found


def bare(case: Case) -> Case:
    """The case without what is only for people."""
    records = {
        name: tuple(replace(record, note=None) if hasattr(record, "note") else record for record in getattr(case, name))
        for name in ("materials", "suppliers", "offers", "lanes", "stockpiles", "share_limits", "source_limits", "survival", "scenarios", "events")
    }
    return replace(case, **records)


def test_template_filled_from_the_page_is_the_case(tmp_path: Path) -> None:
    """Every cell that the software reads is on the page."""
    path = tmp_path / "copy.xlsx"
    write_template(path, sheets(PAGE.read_text(encoding="utf-8")))
    assert bare(read_case(path)) == bare(read_case(FOLDER / "medicines.xlsx"))
