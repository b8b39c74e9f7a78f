"""One cell: what stands in it becomes the column's type, or a sentence that says what is wanted and what was found."""

from __future__ import annotations

import datetime
import math
import numbers
import re
from collections.abc import Sequence

from resilience_opt.case.book import BadCell
from resilience_opt.case.folding import tidy
from resilience_opt.case.names import header_key, nearest
from resilience_opt.case.schema import Column

#: Computed cells miss a bound or a whole number by rounding; within this they are taken to hold it.
ROUNDING = 1e-9
#: A share without an upper bound (a tariff, a surge) beyond this was probably typed in per cent.
LARGE_RATE = 3.0

_PERCENT = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*%")
_YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_TEXT_KINDS = ("text", "name", "refer", "country", "owner")


class Unfit(Exception):
    """A cell does not hold what its column wants; the text is the whole sentence."""


def coerce(value: object, column: Column) -> object:
    """The value of a cell that is not blank, in the column's type.

    Raises
    ------
    Unfit
        With a sentence such as "Unit cost must be a number of at least 0, but it is 'n/a'".
    """
    if isinstance(value, BadCell) or _not_finite(value):
        raise _unfit(value, column)
    if column.kind in _TEXT_KINDS:
        return _text(value, column)
    if column.kind == "refers":
        return tuple(piece for piece in (tidy(p) for p in _as_text(value).split(";")) if piece)
    if column.kind == "yesno":
        return _yes_no(value, column)
    if column.kind == "choice":
        return _choice(value, column)
    return _number(value, column)


def blank(column: Column) -> str:
    """The sentence for a required cell in which nothing stands."""
    return f"{column.header} must be {wanted(column)}, but it is blank"


def wanted(column: Column) -> str:
    """What a column takes: 'a number of at least 0', 'yes or no', 'one of location, owner, traced'."""
    if column.kind == "yesno":
        return "yes or no"
    if column.kind == "choice":
        return _either(column.words)
    if column.kind in ("number", "share", "whole", "year"):
        noun = {"number": "a number", "share": "a share", "whole": "a whole number", "year": "a whole number"}[column.kind]
        if column.low is not None and column.high is not None:
            return f"{noun} from {column.low:g} to {column.high:g}"
        if column.low is not None:
            return f"{noun} of at least {column.low:g}"
        return f"{noun} of at most {column.high:g}" if column.high is not None else noun
    if column.kind == "refers":
        return "names separated by ;"
    return "a text" if column.kind == "text" else "a country" if column.kind == "country" else "a name"


def shown(value: object) -> str:
    """A value as a message quotes it: text in quotes, numbers and dates as Excel shows them."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, numbers.Real):
        return f"{float(value):.12g}" if abs(float_of(value)) < 1e15 else f"{float_of(value):g}"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.date):
        return f"the date {value.isoformat()}"
    return f"'{tidy(str(value))}'"


def float_of(value: numbers.Real) -> float:
    """A number as a float; whole numbers beyond its range are infinite."""
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _unfit(value: object, column: Column, hint: str = "") -> Unfit:
    if isinstance(value, BadCell):
        found = f"it {value.reason}" + (f" ({value.found})" if value.found else "")
    elif _not_finite(value):
        found = "it is not a finite number"
    else:
        found = f"it is {shown(value)}"
    return Unfit(f"{column.header} must be {wanted(column)}, but {found}{hint}")


def _not_finite(value: object) -> bool:
    return isinstance(value, numbers.Real) and not isinstance(value, bool) and not math.isfinite(float_of(value))


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, numbers.Real):
        return f"{int(float(value)) if isinstance(value, float) else value}" if float(value).is_integer() else repr(float(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)


def _text(value: object, column: Column) -> str:
    text = _as_text(value)
    if column.kind == "text":
        return text.strip()
    if column.words and column.kind == "refer":
        word = _word(text, column.words)
        if word is not None:
            return word
    return tidy(text)


def _word(text: str, words: Sequence[str]) -> str | None:
    key = header_key(text)
    return next((word for word in words if header_key(word) == key), None)


def _choice(value: object, column: Column) -> str:
    word = _word(_as_text(value), column.words)
    if word is None:
        similar = nearest(_as_text(value), column.words)
        raise _unfit(value, column, f"; did you mean '{similar}'?" if similar else "")
    return word


def _yes_no(value: object, column: Column) -> bool:
    answer = _YES_NO.get(_as_text(value).strip().casefold())
    if answer is None:
        raise _unfit(value, column)
    return answer


def _number(value: object, column: Column) -> float | int:
    if isinstance(value, str) and column.kind == "share":
        percent = _PERCENT.fullmatch(tidy(value))
        if percent:
            return _bounded(value, float(percent.group(1)) / 100, column)
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise _unfit(value, column, _typed_as_text(value))
    number = float_of(value)
    if column.kind in ("whole", "year"):
        if abs(number - round(number)) > ROUNDING:
            raise _unfit(value, column)
        return int(_bounded(value, round(number), column))
    return _bounded(value, number, column)


def _bounded(value: object, number: float, column: Column) -> float:
    """The number if it lies within the column's bounds, rounding apart."""
    low = -math.inf if column.low is None else column.low
    high = math.inf if column.high is None else column.high
    if number < low - ROUNDING or number > high + ROUNDING:
        hint = f"; type {number:g}% or {number / 100:g} for {number:g} per cent" if column.kind == "share" and high < number and 1 < number <= 100 else ""
        raise _unfit(value, column, hint)
    return min(max(number, low), high)


def _typed_as_text(value: object) -> str:
    """A hint for a number that was typed, or pasted, as text."""
    if not isinstance(value, str):
        return ""
    try:
        finite = math.isfinite(float(value))
    except ValueError:
        finite = False
    return ", a text; type it as a number" if finite else ""


def _either(words: Sequence[str]) -> str:
    return f"{words[0]} or {words[1]}" if len(words) == 2 else "one of " + ", ".join(words)
