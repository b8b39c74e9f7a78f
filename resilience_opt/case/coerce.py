"""One cell: what stands in it becomes the column's type, or a sentence that says what is wanted and what was found."""

from __future__ import annotations

import datetime
import math
import numbers
import re
from collections.abc import Sequence

from resilience_opt.case.book import BadCell
from resilience_opt.case.folding import fold, tidy
from resilience_opt.case.names import header_key, nearest
from resilience_opt.case.schema import Column

#: Computed cells miss a bound or a whole number by rounding; within this they are taken to hold it.
ROUNDING = 1e-9
#: A share without an upper bound (a tariff, a surge) beyond this was probably typed in per cent.
LARGE_RATE = 3.0

_PERCENT = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*%")
#: A number with whatever separates thousands or decimals somewhere in the world, and one with a sign or a unit beside it.
_DIGITS = r"[+-]?\d[\d .,'\N{RIGHT SINGLE QUOTATION MARK}]*(?:[eE][+-]?\d+)?"
_NUMERAL = re.compile(_DIGITS)
_NUMERAL_WITH_MORE = re.compile(rf"(?:[A-Z]{{2,3}})?[^\w\s]?\s*{_DIGITS}[^\d]{{0,20}}")
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
    if isinstance(value, BadCell) or _is_nothing(value):
        raise _unfit(value, column)
    if column.kind in _TEXT_KINDS:
        return _text(value, column)
    if column.kind == "refers":
        return _names(value, column)
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
        noun = {"number": "a number", "share": "a share", "whole": "a whole number", "year": "a year such as 2030"}[column.kind]
        if column.low is not None and column.high is not None:
            return f"{noun} from {column.low:g} to {column.high:g}"
        if column.low is not None:
            return f"{noun} of at least {column.low:g}"
        return f"{noun} of at most {column.high:g}" if column.high is not None else noun
    if column.kind == "refers":
        return "names separated by ;"
    return "a text" if column.kind == "text" else "a country" if column.kind == "country" else "a name"


def shown(value: object) -> str:
    """A value as a message quotes it: text in quotes, numbers as Excel shows them, dates and times as what they are."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, numbers.Real):
        return f"{float(value):.12g}" if abs(float_of(value)) < 1e15 else f"{float_of(value):g}"
    if isinstance(value, datetime.date):
        return f"the date {_as_text(value)}"
    if isinstance(value, (datetime.time, datetime.timedelta)):
        return f"the time {value}"
    return f"'{tidy(str(value))}'"


def float_of(value: numbers.Real | float) -> float:
    """A number as a float; whole numbers beyond its range are infinite."""
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _unfit(value: object, column: Column, hint: str = "") -> Unfit:
    if isinstance(value, BadCell):
        found = f"it {value.reason}" + (f" ({value.found})" if value.found else "")
        hint = f"; {value.remedy}" if value.remedy else ""
    elif _is_nothing(value):
        found = "it is not a finite number"
    else:
        found = f"it is {shown(value)}"
    return Unfit(f"{column.header} must be {wanted(column)}, but {found}{hint}")


def _is_nothing(value: object) -> bool:
    """Whether this is not a number, infinite, or what pandas puts in the place of a blank."""
    if isinstance(value, (bool, str)):
        return False
    if isinstance(value, (int, float)) or isinstance(value, numbers.Real):  # the second is slow, and seldom asked
        return not math.isfinite(float_of(value))
    try:
        return bool(value != value)  # NaT, a Decimal's NaN
    except (TypeError, ValueError, ArithmeticError):
        return True


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, numbers.Real):
        return f"{int(float(value)) if isinstance(value, float) else value}" if float(value).is_integer() else repr(float(value))
    if isinstance(value, datetime.datetime):
        at_midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if at_midnight else value.isoformat(sep=" ")
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


def _names(value: object, column: Column) -> tuple[str, ...]:
    names = tuple(piece for piece in (tidy(p) for p in _as_text(value).split(";")) if piece)
    if not names:
        raise _unfit(value, column)
    return names


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
    answer = _YES_NO.get(fold(_as_text(value)))
    if answer is None:
        raise _unfit(value, column)
    return answer


def _number(value: object, column: Column) -> float | int:
    if isinstance(value, str) and column.kind == "share":
        percent = _PERCENT.fullmatch(tidy(value))
        if percent:
            return _bounded(value, float(percent.group(1)) / 100, column)
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise _unfit(value, column, _not_typed_as_number(value, column))
    number = float_of(value)
    if column.kind in ("whole", "year"):
        if abs(number - round(number)) > ROUNDING:
            raise _unfit(value, column)
        return int(_bounded(value, round(number), column))
    return _bounded(value, number, column)


def _bounded(value: object, number: float, column: Column) -> float:
    """The number if it lies within the column's bounds, rounding apart."""
    low = -math.inf if column.low is None else float(column.low)
    high = math.inf if column.high is None else float(column.high)
    if number < low - ROUNDING or number > high + ROUNDING:
        in_per_cent = column.kind == "share" and isinstance(value, numbers.Real) and high < number and 1 < number <= 100
        raise _unfit(value, column, f"; type {number:g}% or {number / 100:g} for {number:g} per cent" if in_per_cent else "")
    return min(max(number, low), high)


def _not_typed_as_number(value: object, column: Column) -> str:
    """A hint for a number that was typed, pasted or formatted as something else."""
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return "; format the cell as a number"
    if not isinstance(value, str):
        return ""
    text = tidy(value).rstrip("% ") if column.kind == "share" else tidy(value)
    if _NUMERAL.fullmatch(text):
        return ", a text; type it as a number"
    return "; type the number alone, without a sign or a unit beside it" if _NUMERAL_WITH_MORE.fullmatch(text) else ""


def _either(words: Sequence[str]) -> str:
    return f"{words[0]} or {words[1]}" if len(words) == 2 else "one of " + ", ".join(words)
