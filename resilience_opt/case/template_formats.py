"""The cell formats of a workbook that is written, each made once, on one font."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

INK = "#262626"
FONT: dict[str, Any] = {"font_name": "Calibri", "font_size": 11, "font_color": INK}


@dataclass
class Formats:
    """Formats by their XlsxWriter properties; a kind of workbook has a class of its own on this one."""

    book: Workbook
    _made: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def get(self, **properties: Any) -> Format:
        """The format with these properties on the font."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format({**FONT, **properties})
        return self._made[key]
