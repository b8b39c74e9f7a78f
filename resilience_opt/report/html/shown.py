"""The text of a cell: what Excel would show for a value under the report's number format, units and all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isfinite

from resilience_opt.report.styles import number_format

_SECTION = re.compile(r'(?:"[^"]*"|[^;"])+')
_PARTS = re.compile(r'(?:\[(=|<)(\d+)\])?((?:"[^"]*"|[+-])*)((#,##)?0(?:\.(0+))?(%|E\+00)?)?((?:"[^"]*")*)')
_PLAIN = ("@", "General")  #: formats that show a value as it is


@dataclass(frozen=True)
class _Section:
    """A part of a number format: for which values it holds, the text around the number, and how the number is written."""

    sign: str | None
    limit: float
    before: str
    spec: str | None
    after: str

    def holds(self, value: float) -> bool:
        return self.sign is None or {"=": value == self.limit, "<": value < self.limit, ">": value > self.limit}[self.sign]

    def text(self, value: float) -> str:
        size = abs(value) if self.before in ("+", "-") else value
        return self.before + (format(size, self.spec) if self.spec else "") + self.after


@lru_cache(maxsize=4096)
def _sections(pattern: str) -> tuple[_Section, ...]:
    made = []
    for part in _SECTION.findall(pattern):
        found = _PARTS.fullmatch(part)
        if found is None:
            raise ValueError(f"the report does not know how to show the number format {pattern}")
        sign, limit, before, number, grouped, decimals, ending, after = found.groups()
        spec = f"{',' if grouped else ''}.{len(decimals or '')}{ {'%': '%', 'E+00': 'E'}.get(ending, 'f') }" if number else None
        made.append(_Section(sign, float(limit or 0), before.replace('"', ""), spec, after.replace('"', "")))
    if len(made) == 3 and all(section.sign is None for section in made):  # above, below and at zero
        made = [replace(section, sign=sign) for section, sign in zip(made, "><=", strict=True)]
    return tuple(made)


def shown(value: object, pattern: str) -> str:
    """A value under a number format of :mod:`resilience_opt.report.styles`; an absent or infinite number is an empty text.

    >>> shown(1234.5, '[=0]"–";[<100]#,##0.00" t";#,##0" t"'), shown(0.125, "0.0%"), shown(1, '[=1]0" month";0" months"')
    ('1,234 t', '12.5%', '1 month')
    >>> [shown(v, '+#,##0" t";-#,##0" t";"–"') for v in (5.0, -1234.5, 0.0)]
    ['+5 t', '-1,234 t', '–']
    """
    if isinstance(value, str):
        return value
    if value is None or not isinstance(value, (int, float)) or not isfinite(value):
        return ""
    if pattern in _PLAIN:
        return str(value)
    return next((section.text(value) for section in _sections(pattern) if section.holds(value)), str(value))


def amount(value: object, kind: str, unit: str, currency: str) -> str:
    """A value as a field of this kind shows it (see :class:`resilience_opt.report.tables.Field`)."""
    return shown(value, number_format(kind, unit, currency))
