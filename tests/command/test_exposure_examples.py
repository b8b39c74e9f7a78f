"""`optimize exposure` on the main example: it says what is delivered today, each figure with its source."""

from __future__ import annotations

import json
import re

import openpyxl

from resilience_opt.case.examples import folder
from resilience_opt.cli import main

BOOK = folder() / "critical-minerals.xlsx"


def test_no_option_is_needed(tmp_path, capsys):
    """Every material that is used has volumes, within a tenth of what is used, and no source is scaled by more."""
    assert main(["exposure", str(BOOK), "-o", str(tmp_path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert not [note for note in found["notes"] if "in proportion to Capacity" in note]
    scaled = [float(factor) for note in found["notes"] for factor in re.findall(r"scaled by ([\d.]+),", note)]
    assert all(0.9 <= factor <= 1.1 for factor in scaled)


def test_every_volume_has_its_source():
    """Each Current volume of the main example stands in the sheet Sources, with how sure it is."""
    book = openpyxl.load_workbook(BOOK, read_only=True)
    head, *offers = book["Offers"].iter_rows(values_only=True)
    rows = [dict(zip(head, row, strict=True)) for row in offers]
    given = {(f"{row['Supplier']}, {row['Material']}", row["Current volume"]) for row in rows if row["Current volume"] is not None}
    sources = {(row[1].split(", yes")[0].split(", no")[0], row[3]) for row in book["Sources"].iter_rows(values_only=True) if row[2] == "Current volume" and row[4] and row[5]}
    assert given == sources
    assert len(given) >= 12
