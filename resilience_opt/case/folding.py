"""How a name is written down and how two spellings of it are compared: NFKC, trimmed, white space collapsed, case ignored."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"\s+")
#: Signs of no width that come along when a name is copied from a web page; nobody sees them, so nobody could mend them.
_UNSEEN = dict.fromkeys(map(ord, "\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"))


@lru_cache(maxsize=65536)
def tidy(text: str) -> str:
    """The text as it is reported: NFKC, trimmed, white space collapsed, without signs of no width.

    >>> tidy("  Korea   Zinc ")
    'Korea Zinc'
    """
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text.translate(_UNSEEN))).strip()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """What two spellings of one name have in common.

    >>> fold("KOREA zinc") == fold("Korea  Zinc")
    True
    """
    return unicodedata.normalize("NFKC", tidy(text).casefold())  # casefold takes some letters apart
