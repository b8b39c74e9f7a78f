"""The workbook to fill in: every sheet of the schema with tables, notes and drop-downs, after a guide.

Everything but the guide's own sentences comes from :mod:`resilience_opt.case.sheets`.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook

from resilience_opt.case.sheets import SHEETS, TABLES, Settings
from resilience_opt.case.template_formats import FONT
from resilience_opt.case.template_guide import write_guide
from resilience_opt.case.template_lists import SHEET, Lists, Texts
from resilience_opt.case.template_records import matched
from resilience_opt.case.template_sheets import text_of, write_settings, write_table
from resilience_opt.case.template_styles import Styles, is_text
from resilience_opt.case.whole import whole

_CREATED = datetime(2026, 1, 1)  #: fixed, so that the same records give the same bytes
_LISTED, _LISTED_MOST = 300, 1000  #: rows of each sheet whose names the drop-downs offer, for a blank template and at most


def write_template(path: str | Path, records: Mapping[str, Sequence[Mapping[str, object]]] | None = None, title: str = "") -> None:
    """Write a workbook for a planner to fill in, or one filled in with an example.

    The same records and title give the same bytes, whatever the path.

    Parameters
    ----------
    path : str or Path
        The file to write. One of that name is replaced, and only once the new one is whole.
    records : mapping of str to sequence of mapping, optional
        Sheet to rows, each a mapping of column header to value: ``{'Offers': [{'Supplier': 'Aster', ...}]}``.
        The rows of Settings have the headers Name, Value and Note. Sheets that are left out stay blank.
    title : str, optional
        Heading of the guide, and the setting Title where the records give none.

    Raises
    ------
    InputError
        If the records name a sheet, a column or a setting that does not exist.
    """
    rows = matched(records or {})
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(data, options) as book:
        book.set_properties({"title": title, "author": "resilience_opt", "created": _CREATED})
        styles = Styles(book)
        book.formats[0].set_font_size(FONT["font_size"])
        write_guide(book.add_worksheet("Guide"), styles, title)
        write_settings(book.add_worksheet(Settings.SHEET), styles, rows.get(Settings.SHEET, []), title)
        for sheet in TABLES:
            write_table(book.add_worksheet(sheet.SHEET), styles, sheet, rows.get(sheet.SHEET, []))
        longest = max((len(found) for found in rows.values()), default=0)
        Lists(book.add_worksheet(SHEET), styles, _texts(rows), min(max(_LISTED, 2 * longest), _LISTED_MOST)).write()
    with whole(Path(path)) as draft:
        draft.write_bytes(data.getvalue())


def _texts(rows: Mapping[str, Sequence[Mapping[str, object]]]) -> Texts:
    """What the drop-downs offer from the start: the texts of each column, row by row."""
    columns = [(sheet.SHEET, column) for sheet in SHEETS if sheet is not Settings for column in sheet.columns() if is_text(column)]
    return {(sheet, c.header): [text_of(row.get(c.header)) for row in rows.get(sheet, [])] for sheet, c in columns}
