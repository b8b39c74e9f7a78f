"""Which cases a study looks at: factors, their levels, and every combination of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, TypeAlias

from resilience_opt.case.case import Case
from resilience_opt.case.names import fold
from resilience_opt.errors import Fault, InputError

#: What a level of a factor does: nothing (None), another case in place of the one given, or an edit of it.
Level: TypeAlias = Case | Callable[[Case], Case] | None
#: Factor to label to level; or, as one factor by itself, label to level.
Grid: TypeAlias = Mapping[str, Mapping[Any, Level]] | Mapping[Any, Level]

#: The factor of a grid without factors.
CASE = "case"


@dataclass(frozen=True)
class Design:
    """Factors and their levels, in the order given.

    Attributes
    ----------
    base : the case that the levels change
    factors : their names
    levels : for each factor, pairs of a label and what it does
    """

    base: Case
    factors: tuple[str, ...]
    levels: tuple[tuple[tuple[Any, Level], ...], ...]

    def __len__(self) -> int:
        return prod(len(levels) for levels in self.levels)

    def labels(self) -> Iterator[tuple[Any, ...]]:
        """The labels of every case; the last factor changes fastest."""
        return product(*([label for label, _ in levels] for levels in self.levels))

    def case(self, labels: Sequence[Any]) -> Case:
        """The case with these labels.

        Raises
        ------
        InputError
            If it is not a valid case, or is counted in another currency than the first.
        """
        made = self.base
        for factor, levels, label in zip(self.factors, self.levels, labels, strict=True):
            level = dict(levels)[label]
            made = made if level is None else level if isinstance(level, Case) else level(made)
            if not isinstance(made, Case):
                raise _wrong(f"{factor}, {label}: the edit must give a Case, but gives {type(made).__name__}")
        ours, other = self.base.settings.currency, made.settings.currency
        if fold(ours) != fold(other):
            raise _wrong(f"amounts are in {other}, not in {ours} as in the study's first case; bring both to one currency to compare them")
        return made

    def found(self, labels: Sequence[Any]) -> tuple[Any, ...]:
        """The labels that are meant: as given, or as text.

        Raises
        ------
        KeyError
            If there is no such case.
        """
        for own in self.labels():
            if own == tuple(labels) or tuple(map(str, own)) == tuple(map(str, labels)) or [name_of(own)] == list(labels):
                return own
        raise KeyError(f"no case of the study is named {name_of(labels)!r}; there are {len(self):,}, such as {name_of(next(self.labels()))!r}")


def name_of(labels: Sequence[Any]) -> str:
    """What a case is called.

    >>> name_of(("60%", "no Dowa"))
    '60%, no Dowa'
    """
    return ", ".join(map(str, labels))


def design(case: Case | Mapping[Any, Case], grid: Grid | None, taken: Sequence[str]) -> Design:
    """The factors of a study; `taken` are names that a factor cannot have.

    Raises
    ------
    InputError
        With everything that is wrong with the grid.
    """
    given: dict[Any, Any] = {} if isinstance(case, Case) else {CASE: case}
    flat = bool(grid) and not any(isinstance(levels, Mapping) for levels in (grid or {}).values())
    given |= {CASE: grid} if flat else dict(grid or {})
    faults = list(_faults(case, given, taken))
    if faults:
        raise InputError([Fault("", "", fault) for fault in faults], "study")
    base = case if isinstance(case, Case) else next(iter(case.values()))
    return Design(base, tuple(map(str, given)), tuple(tuple(levels.items()) for levels in given.values()))


def _faults(case: object, given: Mapping[Any, Any], taken: Sequence[str]) -> Iterator[str]:
    if not isinstance(case, Case) and not (isinstance(case, Mapping) and case and all(isinstance(one, Case) for one in case.values())):
        yield f"a study is made of a Case, or of Cases by name, but this is {type(case).__name__}"
    if not given:
        yield "there is nothing to vary: give a factor with its levels, such as {'limit': {'none': None, 'half': edit.with_share_limit('China', maximum=0.5)}}"
    for factor, levels in given.items():
        if fold(str(factor)) in {fold(name) for name in taken}:
            yield f"a factor cannot be named '{factor}', which is a column of the study's table"
        if not isinstance(levels, Mapping):
            yield f"{factor}: a factor has levels by label, but this is {type(levels).__name__}"
        elif not levels:
            yield f"{factor}: it has no level"
        else:
            yield from _faults_of_levels(str(factor), levels)


def _faults_of_levels(factor: str, levels: Mapping[Any, Any]) -> Iterator[str]:
    names = [str(label) for label in levels]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{factor}: two levels are named '{name}'"
    for label, level in levels.items():
        if level is not None and not isinstance(level, Case) and not callable(level):
            yield f"{factor}, {label}: a level is None (no change), an edit of a case or a Case, but this is {type(level).__name__}"


def _wrong(sentence: str) -> InputError:
    return InputError([Fault("", "", sentence)])
