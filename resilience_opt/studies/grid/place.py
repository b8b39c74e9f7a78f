"""Where a thing stands in STUDY.toml: its key path, as TOML writes it."""

from __future__ import annotations

import json
import re

from resilience_opt.errors import Fault

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def key_path(*keys: str) -> str:
    """The path of a key: bare where TOML lets it be, else in quotes.

    >>> key_path("factors", "China's share", "70%")
    'factors."China\\'s share"."70%"'
    """
    return ".".join(key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False) for key in keys)


def at(place: str, message: str) -> Fault:
    """What is wrong at a place."""
    return Fault(place, "", message)
