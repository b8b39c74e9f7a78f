"""The manifest of a run: what was asked, what came of it, and the hash of each of its files."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from resilience_opt.errors import ArchiveError, Fault
from resilience_opt.review.archive.hashes import files_under, hash_of, hash_of_bytes
from resilience_opt.review.archive.layout import MANIFEST, PLAN, SEAL
from resilience_opt.review.period import Period

#: Format of the manifests that this version writes.
FORMAT = 1
#: From a format to the next: each takes a manifest as read and gives one of the next format.
UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}

#: Status words of a run with a plan, and of one that would end in the same way again.
PLANNED, SETTLED = ("optimal", "feasible"), ("optimal", "feasible", "infeasible", "invalid input")


@dataclass(frozen=True)
class Record:
    """A run of a review on one workbook.

    Attributes
    ----------
    id : name of its folder
    review, book : the names that the definition of the review gives them
    period : what it was made for
    attempt : 1, or more where the period was repeated
    created : UTC, ISO 8601
    asked : what it was made from, as one hash: input, definition of the model, options and rules for alerts
    status : a status word of the command
    message : why there is no plan, or why its search was ended early; '' where neither is so
    source, sha256 : the input's name and hash; '' where it could not be read
    model : the model that was used; '' where the workbook could not be read
    options : how it was to be solved
    alerts : sentences, the first the gravest, each with the rule that it comes from: (rule, sentence)
    faults, warnings, explanation : what is wrong or doubtful in the input, and what cannot hold together
    previous : the run that it was compared with; '' where there was none
    figures : what the history shows; see :mod:`resilience_opt.review.figures`
    versions : of the packages that made it
    files : hash and bytes of each file by its path in the folder
    """

    id: str
    review: str
    book: str
    period: Period
    attempt: int
    created: str
    asked: str
    status: str
    message: str = ""
    source: str = ""
    sha256: str = ""
    model: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    alerts: tuple[tuple[str, str], ...] = ()
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    explanation: tuple[Fault, ...] = ()
    previous: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def planned(self) -> bool:
        """Whether there is a plan."""
        return self.status in PLANNED

    @property
    def settled(self) -> bool:
        """Whether the same input would end in the same way again."""
        return self.status in SETTLED and not (self.planned and self.message)


def write_record(record: Record, folder: Path) -> Record:
    """Write the manifest of a folder, with the hashes of the files that stand in it, and its seal; it is the last to be written."""
    found = {path: (hash_of(folder / path), (folder / path).stat().st_size) for path in files_under(folder) if path not in (MANIFEST, SEAL)}
    sealed = replace(record, files=found)
    data = json.dumps({"format": FORMAT, **as_object(sealed)}, indent=1, allow_nan=False).encode()
    (folder / MANIFEST).write_bytes(data)
    (folder / SEAL).write_text(f"{hash_of_bytes(data)}  {MANIFEST}\n", encoding="ascii", newline="\n")
    return sealed


def as_object(record: Record) -> dict[str, Any]:
    """A record as JSON has it."""
    return {**asdict(record), "period": {**asdict(record.period), "start": record.period.start.isoformat()}}


def read_record(folder: Path) -> Record:
    """The record of a folder.

    Raises
    ------
    ArchiveError
        If it has none, or one that this version cannot read.
    """
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return _record(_upgraded(told, folder))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveError(f"the run in {folder} cannot be read: {reason(error, MANIFEST)}; restore the folder from a copy, or move it out of the archive") from error


def reason(error: Exception, name: str = "") -> str:
    """Why a file of a run could not be read, in words; `name` is the file, where the error does not tell."""
    if isinstance(error, OSError):
        file = Path(error.filename).name if error.filename else name
        return f"{file} is gone" if isinstance(error, FileNotFoundError) else f"{file}: {error.strerror or error}"
    if isinstance(error, json.JSONDecodeError):
        broken = name or PLAN
        return f"{broken} is damaged: " + ("it is empty" if not error.doc.strip() else f"what stands in line {error.lineno} is not JSON any more")
    if isinstance(error, UnicodeDecodeError):
        return f"{name or 'one of its files'} is damaged: it is no longer a text"
    if isinstance(error, ValueError) and ".csv" in str(error):
        return str(error)
    return f"{name or PLAN} is damaged: something is missing in it, or is not what it should be"


def _upgraded(told: dict[str, Any], folder: Path) -> dict[str, Any]:
    made = int(told["format"])
    if made > FORMAT:
        raise ArchiveError(f"{folder} was written by a newer version of resilience_opt; install that version to read it")
    while made < FORMAT:
        told, made = UPGRADES[made](told), made + 1
    return told


def _record(told: dict[str, Any]) -> Record:
    period = told["period"]
    read = {f.name: told[f.name] for f in fields(Record)} | {
        "period": Period(period["kind"], period["key"], datetime.date.fromisoformat(period["start"])),
        "alerts": tuple((rule, sentence) for rule, sentence in told["alerts"]),
        "files": {path: (digest, size) for path, (digest, size) in told["files"].items()},
    }
    for name in ("faults", "warnings", "explanation"):
        read[name] = tuple(Fault(**fault) for fault in told[name])
    return Record(**read)
