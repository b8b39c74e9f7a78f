"""Where a column can be added to a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from resilience_opt.case.container import read_container
from resilience_opt.case.layout import column_letter
from resilience_opt.case.patch_package import Package
from resilience_opt.case.patch_scan import scan
from resilience_opt.case.patch_tables import tables_of
from resilience_opt.case.patch_workbook import sheet_parts


def free_columns(source: str | Path, sheet: str) -> Iterator[str]:
    """Letters of the columns of a sheet to the right of every cell and every table, the first one first.

    Raises
    ------
    InputError
        If the file is no workbook, or damaged.
    """
    package = Package(read_container(source), Path(source).name)
    part = sheet_parts(package)[sheet]
    assert part is not None, "a sheet that was read has cells"
    last = max([0, *scan(package.part(part)).formats, *(table.area.right for table in tables_of(package, part))])
    return (column_letter(number) for number in count(last + 1))
