"""Where things stand in an archive."""

from __future__ import annotations

import re
import unicodedata

#: In the archive's folder.
RUNS, UNFINISHED, INDEX, LOCK = "runs", "unfinished", "index.sqlite", "lock"
#: In the folder of a run.
MANIFEST, SEAL, INPUT, MODELS, PLAN, TABLES, VALUES, REPORTS, LOG = (
    "manifest.json", "manifest.sha256", "input.xlsx", "models", "plan.json", "tables", "values", "reports", "log.txt",
)  # fmt: skip

_LONGEST = 60  #: characters of a workbook's name in the name of a folder


def slug(name: str) -> str:
    """A name as a part of the name of a folder: small letters, digits and hyphens, which every file system can hold.

    >>> slug("Critical minerals (Köln).v2"), slug("重要鉱物")
    ('critical-minerals-koln-v2', 'u91cd-u8981-u9271-u7269')
    """
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(c if c.isascii() else ("" if unicodedata.combining(c) else f"-u{ord(c):x}") for c in plain)
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:_LONGEST].rstrip("-") or "book"
