"""A value as a cell of a worksheet stores it."""

from __future__ import annotations

import math
import numbers
import re

from resilience_opt.case.patch_xml import Part

Value = float | int | str | bool | None

LONGEST_TEXT = 32_767  #: in a cell of Excel, in units of UTF-16
_EXACT = 2**53  #: up to here every whole number is one that Excel can hold
#: Characters that XML has no way to say.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_INSIDE = re.compile(r"(?<=_x)(?=[0-9A-Fa-f]{4}_)")


def objection(value: object) -> str | None:
    """Why a cell cannot hold the value; None where it can."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, str):
        found = _UNSPEAKABLE.search(value)
        if found:
            return f"a cell cannot hold the character U+{ord(found.group()):04X} of the text {value[:40]!r}"
        length = len(value.encode("utf-16-le")) // 2
        return f"a cell holds at most {LONGEST_TEXT:,} characters, but the text has {length:,}" if length > LONGEST_TEXT else None
    if isinstance(value, numbers.Real):
        try:
            return None if math.isfinite(float(value)) else f"a cell holds a finite number, but it is {value}"
        except OverflowError:
            return "a cell holds a number below 1.8E+308, but it is larger"
    return f"a cell holds a number, a text, yes or no, or nothing, but it is {type(value).__name__}"


def kind(value: Value) -> str | None:
    """The cell's type; None is that of numbers and of blank cells."""
    if isinstance(value, bool):
        return "b"
    return "inlineStr" if isinstance(value, str) else None


def content(value: Value, mark: bytes, part: Part) -> bytes:
    """What stands inside the cell's element.

    Parameters
    ----------
    value : Value
    mark : prefix of the element with its colon, or b''
    part : the worksheet, for its encoding

    Notes
    -----
    A text is stored as it is: one that begins with ``=`` is no formula. Excel reads ``_x0041_`` in a text as the letter A; a text
    that holds these very signs is stored in two runs, so that no program sees them together.
    """
    if value is None:
        return b""
    if isinstance(value, bool):
        return _element(b"v", b"%d" % value, mark)
    if not isinstance(value, str):
        return _element(b"v", _number(value).encode("ascii"), mark)
    runs = [_element(b"t", part.encoded(run), mark, b' xml:space="preserve"') for run in _ESCAPE_INSIDE.split(value)]
    return _element(b"is", runs[0] if len(runs) == 1 else b"".join(_element(b"r", run, mark) for run in runs), mark)


def _element(name: bytes, inside: bytes, mark: bytes, attributes: bytes = b"") -> bytes:
    return b"<" + mark + name + attributes + b">" + inside + b"</" + mark + name + b">"


def _number(value: float) -> str:
    """The shortest digits that read back as the same number."""
    if isinstance(value, numbers.Integral) and abs(value) <= _EXACT:
        return str(int(value))
    return repr(float(value)).removesuffix(".0")
