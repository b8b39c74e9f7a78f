"""What can go wrong, in the planner's words: every error that a user may meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong, or doubtful, in the input.

    Attributes
    ----------
    sheet : str
        Name of the sheet as the workbook spells it, or '' for the file as a whole.
    cell : str
        Address such as ``D7``; '' where no single cell is meant.
    message : str
        What was found and what is wanted, in a sentence.
    """

    sheet: str
    cell: str
    message: str

    @property
    def where(self) -> str:
        """Address with its sheet: ``Offers!D7``, ``Offers`` or ''."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class ResilienceError(Exception):
    """Base of every error that this package raises on purpose."""


class InputError(ResilienceError):
    """The workbook, or an edit of it, is wrong; nothing was solved.

    Attributes
    ----------
    faults : tuple of Fault
        Every fault found, in the order of sheets and cells.
    """

    def __init__(self, faults: Sequence[Fault], source: str = "") -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        self.source = source
        count, name = len(self.faults), f"{source}: " if source else ""
        if count == 1 and not self.faults[0].where:  # of the file as a whole
            super().__init__(f"{name}{self.faults[0].message}")
        else:
            super().__init__("\n".join([f"{name}{count} fault{'s' if count != 1 else ''}", *(str(f) for f in self.faults)]))

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(f"<tr><td>{escape(f.where)}</td><td>{escape(f.message)}</td></tr>" for f in self.faults)
        return f"<table><tr><th>cell</th><th>what is wrong</th></tr>{rows}</table>"


class ModelError(ResilienceError):
    """A model definition in ``models/`` is wrong or unknown."""


class InfeasibleError(ResilienceError):
    """No plan can meet the requirements.

    Attributes
    ----------
    explanation : tuple of Fault
        Workbook rows that cannot hold together, each with its cell.
    counted : tuple of str
        What counting alone shows: needs over capacity, limits that the others cannot fill.
    """

    def __init__(self, explanation: Sequence[Fault], counted: Sequence[str] = ()) -> None:
        self.explanation: tuple[Fault, ...] = tuple(explanation)
        self.counted: tuple[str, ...] = tuple(counted)
        parts = [("counting alone shows:", self.counted), ("these rows cannot hold together:", self.explanation)]
        said = [line for title, lines in parts if lines for line in (title, *(f"  {line}" for line in lines))]
        super().__init__("\n".join(["; ".join(["no plan can meet the requirements", *said[:1]]), *said[1:]]))


class NoPlanError(ResilienceError):
    """The limit of time, or the user, ended the search before a plan was found."""


class AuditError(ResilienceError):
    """The plan failed its audit and is not reported as a plan."""


class SolverError(ResilienceError):
    """The solver answered something that is neither a plan nor a proof."""


class EngineError(ResilienceError):
    """The engine asked for is not available, or does not fit this case."""


class ArchiveError(ResilienceError):
    """The archive of a review cannot be read, written or trusted."""
