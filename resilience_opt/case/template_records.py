"""The records that fill a template, matched to the schema's sheets and columns as a workbook's would be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from resilience_opt.case.layout import columns_of
from resilience_opt.case.names import header_key, nearest
from resilience_opt.case.sheets import SHEETS, Settings
from resilience_opt.errors import Fault, InputError

#: Rows of each sheet, in the order of the sheet: header as the schema spells it, to value.
Rows = Mapping[str, Sequence[Mapping[str, object]]]


def matched(records: Rows) -> dict[str, list[dict[str, object]]]:
    """The records under the schema's own spelling of sheets and headers, blanks left out.

    Parameters
    ----------
    records : mapping of str to sequence of mapping
        Sheet to rows, each header to value. Case, spaces, ``_`` and ``-`` do not count.

    Raises
    ------
    InputError
        If a sheet, a column or a setting is unknown; every one is listed.
    """
    sheets = {header_key(sheet.SHEET): sheet for sheet in SHEETS}
    faults: list[Fault] = []
    found: dict[str, list[dict[str, object]]] = {}
    for name, rows in records.items():
        sheet = sheets.get(header_key(name))
        if sheet is None:
            faults.append(Fault(name, "", _unknown("sheet", name, [s.SHEET for s in SHEETS])))
            continue
        headers = {header_key(column.header): column.header for column in columns_of(sheet)}
        for unknown in dict.fromkeys(header for row in rows for header in row if header_key(header) not in headers):
            faults.append(Fault(sheet.SHEET, "", _unknown("column", unknown, headers.values())))
        found[sheet.SHEET] = [
            {headers[header_key(h)]: v for h, v in row.items() if header_key(h) in headers and not _blank(v)} for row in rows
        ]
    settings = {header_key(column.header): column.header for column in Settings.columns()}
    for row in found.get(Settings.SHEET, []):
        setting = str(row.get("Name", ""))
        if header_key(setting) not in settings:
            faults.append(Fault(Settings.SHEET, "", _unknown("setting", setting, settings.values())))
        row["Name"] = settings.get(header_key(setting), setting)
    if faults:
        raise InputError(faults, "template")
    return found


def _blank(value: object) -> bool:
    return value is None or value == () or (isinstance(value, str) and not value.strip())


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    close = nearest(name, known)
    return f"no {what} is named '{name}'{f'; did you mean {close!r}?' if close else ''}"
