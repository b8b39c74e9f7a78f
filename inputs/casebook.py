"""The workbook of a case from its rows: what the software reads, and a sheet `Sources` that says where each figure comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .figure import Row, pedigrees, with_note
from .writing import Sheet, write

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class CaseBook:
    """A case: its title, the lines of its `Guide`, and for each sheet its name, its columns (`A, B, Note`) and its rows."""

    file: str
    title: str
    guide: Sequence[tuple[str, str]]
    tables: Sequence[tuple[str, str, Sequence[Row]]]

    def sheets(self) -> list[Sheet]:
        """Every sheet that the software reads, and `Sources` for people."""
        made, sources = [], []
        for name, columns, rows in self.tables:
            names = columns.split(", ")
            made.append(Sheet(name, names, [with_note(row) for row in rows]))
            sources += [line for row in rows for line in pedigrees(name, names, row)]
        return [*made, Sheet("Sources", ["Sheet", "Row", "Figure", "Value", "Confidence", "Source"], sources)]

    def write(self, folder: Path = FOLDER) -> None:
        """Write the workbook: the same figures give the same bytes."""
        write(folder / self.file, self.title, self.guide, self.sheets())
        print(f"wrote {self.file}")
