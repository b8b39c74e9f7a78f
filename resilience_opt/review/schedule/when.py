"""When a review runs, and what is run."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import PurePath

from resilience_opt.case.names import tidy
from resilience_opt.errors import Fault, InputError
from resilience_opt.review.archive.layout import slug
from resilience_opt.review.period import MONTHLY, QUARTERLY, YEARLY

#: Every month has so many days.
_SHORTEST_MONTH = 28
_MONTHS = {YEARLY: 12, QUARTERLY: 3, MONTHLY: 1}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class When:
    """A time of the year, of the quarter or of the month.

    Attributes
    ----------
    kind : 'yearly', 'quarterly' or 'monthly'
    month : month of the year (1 to 12) or of the quarter (1 to 3); 1 where monthly
    day : day of the month, 1 to 28
    time : time of day, by the machine's clock
    """

    kind: str
    month: int = 1
    day: int = 1
    time: datetime.time = datetime.time(6)

    def __post_init__(self) -> None:
        faults = []
        if self.kind == MONTHLY and self.month != 1:
            faults.append(f"a monthly review runs in every month, so no month can be given for it; leave out the month, which is {self.month}")
        elif not 1 <= self.month <= _MONTHS[self.kind]:
            faults.append(f"the month of a {self.kind} review must be from 1 to {_MONTHS[self.kind]}, but it is {self.month}")
        if not 1 <= self.day <= _SHORTEST_MONTH:
            faults.append(f"the day must be from 1 to {_SHORTEST_MONTH}, which every month has, but it is {self.day}")
        if faults:
            raise InputError([Fault("", "", fault) for fault in faults])

    @property
    def months(self) -> tuple[int, ...]:
        """The months of the year in which it runs."""
        return tuple(range(self.month, 13, {YEARLY: 12, QUARTERLY: 3, MONTHLY: 1}[self.kind]))


@dataclass(frozen=True)
class Run:
    """What is run.

    Attributes
    ----------
    name : of the review
    python : path of the interpreter
    definition : path of REVIEW.toml; both absolute
    """

    name: str
    python: PurePath
    definition: PurePath

    def __post_init__(self) -> None:
        wrong = [path for path in (self.python, self.definition) if _CONTROL.search(str(path))]
        if wrong:
            raise InputError([Fault("", "", f"no scheduler can be given the path {str(path)!r}; use one without line breaks or tabs") for path in wrong])

    @property
    def words(self) -> tuple[str, ...]:
        """The command, word by word."""
        return (str(self.python), "-m", "resilience_opt", "review", "run", str(self.definition), "--quiet")

    @property
    def folder(self) -> str:
        """Where it runs."""
        return str(self.definition.parent)

    @property
    def title(self) -> str:
        """What it is, in a line."""
        return _CONTROL.sub(" ", f"Review of supply: {tidy(self.name)}")

    @property
    def unit(self) -> str:
        """A name for files and tasks: ASCII letters, digits and hyphens."""
        plain = re.sub(r"[^A-Za-z0-9]+", "-", slug(self.name)).strip("-").lower()
        return f"optimize-review-{plain}" if plain else "optimize-review"
