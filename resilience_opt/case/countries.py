"""Countries by any name that a planner gives them: ISO 3166 codes, short and official names, and common aliases.

The table is `countries.txt` beside this file, one country a line: alpha-2, alpha-3, then its names
separated by `|`, the first being the one that is shown. Kosovo stands under its user-assigned code XK.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

from resilience_opt.case.folding import fold


def _plain(text: str) -> str:
    """A country's name without what is left out or put in at will: accents, points, commas, brackets, a leading 'the'.

    The words are put in order, so that 'Korea, Republic of' and 'Republic of Korea' are one.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", fold(text)) if not unicodedata.combining(c))
    bare = bare.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("&", " and ").replace(".", "")
    words = [word for word in re.split(r"[\s,()\-]+", bare) if word and word != "the"]
    return " ".join(sorted(words))


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Codes, plain names (both to alpha-2), and the name shown for each alpha-2."""
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    shown: dict[str, str] = {}
    for line in files(__package__).joinpath("countries.txt").read_text(encoding="utf-8").splitlines():
        alpha2, alpha3, rest = line.split(" ", 2)
        codes[fold(alpha2)] = codes[fold(alpha3)] = alpha2
        for name in rest.split(" | "):
            names.setdefault(_plain(name), alpha2)
            shown.setdefault(alpha2, name)
    return codes, names, shown


@lru_cache(maxsize=65536)
def iso_code(text: str) -> str | None:
    """The ISO 3166 alpha-2 code that a code or a name means, or None.

    >>> iso_code("Korea, Republic of"), iso_code("chn"), iso_code("NA"), iso_code("unknown")
    ('KR', 'CN', 'NA', None)
    """
    codes, names, _ = _table()
    return codes.get(fold(text)) or names.get(_plain(text))


def country_name(code: str) -> str:
    """The English name shown for an alpha-2 code.

    >>> country_name("KR")
    'South Korea'
    """
    return _table()[2][code]


def country_names() -> tuple[str, ...]:
    """The name shown for every country, in the order of their codes."""
    return tuple(_table()[2].values())
