"""When two spellings are one name: trimmed, NFKC, white space collapsed, case ignored; countries by ISO code."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache

from resilience_opt.case.countries import iso_code
from resilience_opt.case.folding import fold, tidy

__all__ = ["UNKNOWN", "country_key", "fold", "header_key", "nearest", "tidy"]

UNKNOWN = "unknown"
#: What separates the words of a header: white space, `_`, `-` and the longer dashes that word processors put in its place.
_BETWEEN = re.compile(r"[_\s\N{HYPHEN-MINUS}\N{HYPHEN}-\N{EM DASH}\N{MINUS SIGN}]+")


def country_key(text: str) -> str:
    """What two spellings of one country have in common: its ISO code, else the folded text.

    >>> country_key("Korea, Republic of") == country_key("KR") == country_key("South Korea")
    True
    >>> country_key("NA")
    'iso:NA'
    """
    code = iso_code(text)
    return f"iso:{code}" if code else fold(text)


@lru_cache(maxsize=65536)
def header_key(text: str) -> str:
    """What two spellings of one sheet or column have in common: case, spaces, `_` and `-` do not count.

    >>> header_key("Unit_cost") == header_key("unit-Cost") == header_key("Unit cost")
    True
    """
    return fold(_BETWEEN.sub(" ", tidy(text)))


def nearest(text: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known name that a mistyped one most likely means, or None where none is as alike as `cutoff` (0 to 1).

    >>> nearest("Galium", ["Germanium", "Gallium"])
    'Gallium'
    """
    by_fold = {fold(name): name for name in known}
    found = difflib.get_close_matches(fold(text), list(by_fold), n=1, cutoff=cutoff)
    return by_fold[found[0]] if found else None
