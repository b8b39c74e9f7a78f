"""How a name is written down and how two spellings of it are compared: NFKC, trimmed, white space collapsed, case ignored."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=65536)
def tidy(text: str) -> str:
    """The text as it is reported: NFKC, trimmed, white space collapsed.

    >>> tidy("  Korea   Zinc ")
    'Korea Zinc'
    """
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """What two spellings of one name have in common.

    >>> fold("KOREA zinc") == fold("Korea  Zinc")
    True
    """
    return tidy(text).casefold()
