"""What a review looks at, how it solves, what counts as an alert and where the results go: the keys of REVIEW.toml."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from resilience_opt.case.models import model_names
from resilience_opt.case.names import fold, nearest
from resilience_opt.review.period import KINDS
from resilience_opt.solve.engine import ALONE, ON_RANKS


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"must be a text, but it is {_said(value)}")
    return value.strip()


def _path(value: Any) -> Path:
    if not isinstance(value, (str, Path)):
        raise ValueError(f"must be a path as a text, but it is {_said(value)}")
    if not str(value).strip():
        raise ValueError("must be a path, but it is blank; write '.' for the folder of this file, or leave the key out where it may be")
    return Path(value)


def _fraction(value: Any) -> float:
    """A number, or a text such as '5%'."""
    text = value.strip() if isinstance(value, str) else value
    try:
        if isinstance(text, bool):
            raise ValueError
        found = float(text.removesuffix("%")) / 100 if isinstance(text, str) and text.endswith("%") else float(text)
    except (ValueError, TypeError):
        found = math.nan
    if not math.isfinite(found) or found < 0:
        raise ValueError(f"must be 0 or more, such as 0.05 or '5%', but it is {_said(value)}")
    return found


def _share(value: Any) -> float:
    found = _fraction(value)
    if found > 1:
        raise ValueError(f"must be a share from 0 to 1, such as 0.6 or '60%', but it is {_said(value)}")
    return found


def _positive(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or value <= 0:
        raise ValueError(f"must be a number of more than 0, but it is {_said(value)}")
    return float(value)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"must be a whole number of at least 1, but it is {_said(value)}")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, but it is {_said(value)}")
    return value


def _said(value: Any) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def _one_of(known: Callable[[], tuple[str, ...]]) -> Callable[[Any], str]:
    def checked(value: Any) -> str:
        names = {fold(name): name for name in known()}
        found = names.get(fold(value)) if isinstance(value, str) else None
        if found is None:
            close = nearest(value, names.values()) if isinstance(value, str) else None
            raise ValueError(f"must be one of {', '.join(names.values())}, but it is {_said(value)}" + (f"; did you mean '{close}'?" if close else ""))
        return found

    return checked


def _engine(value: Any) -> str:
    if isinstance(value, str) and fold(value) == "mpi":
        raise ValueError(f"must be one of {', '.join(ALONE)}, but it is 'mpi'; {ON_RANKS}")
    return _one_of(lambda: ALONE)(value)


Text = Annotated[str, BeforeValidator(_text)]
Fraction = Annotated[float, BeforeValidator(_fraction)]
Share = Annotated[float, BeforeValidator(_share)]
Seconds = Annotated[float, BeforeValidator(_positive)]
Count = Annotated[int, BeforeValidator(_count)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Kind = Annotated[Literal["yearly", "quarterly", "monthly"], BeforeValidator(_one_of(lambda: KINDS))]
Engine = Annotated[str, BeforeValidator(_engine)]
Place = Annotated[Path, BeforeValidator(_path)]
ModelName = Annotated[str, BeforeValidator(_one_of(lambda: tuple(model_names())))]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DependenceRule(_Part):
    """An alert on a share: over how much, of which group and which material; of any where it is not said."""

    over: Share
    group: Text | None = None
    material: Text | None = None


class Alerts(_Part):
    """What counts as an alert; what is None, false or empty is not looked at.

    Attributes
    ----------
    cost_up : the plan costs more than the last one by more than this share of it
    dependence_over : a country, or a limited group, has a larger share of a material than this
    dependence : the same for a group or a material
    requirement_unmet : a requirement that the last plan met is no longer met, or there is no plan any more
    supplier_leaves : a supplier of the last plan is not in this one
    new_fault : the data have a fault or a warning that they had not
    """

    cost_up: Fraction | None = None
    dependence_over: Share | None = None
    dependence: tuple[DependenceRule, ...] = ()
    requirement_unmet: Flag = True
    supplier_leaves: Flag = True
    new_fault: Flag = True


class Solving(_Part):
    """How to solve; see :func:`resilience_opt.optimize`. `ladder` is whether the steps below the plan are solved too."""

    model: ModelName | None = None
    gap: Share | None = None
    time_limit: Seconds | None = None
    engine: Engine | None = None
    threads: Count | None = None
    ladder: Flag | None = None


class Workbook(Solving):
    """A workbook of the review, with what is solved otherwise than the others."""

    path: Place
    name: Text = ""


class Review(Solving):
    """A review, as its file defines it; every path is whole."""

    name: Text
    period: Kind
    archive: Place
    results: Place | None = None
    workbooks: Annotated[tuple[Workbook, ...], Field(min_length=1)]
    alerts: Alerts = Alerts()

    def solving(self, workbook: Workbook) -> Solving:
        """How a workbook is solved: by what it says itself, then by what the review says."""
        own = {name: getattr(workbook, name) if getattr(workbook, name) is not None else getattr(self, name) for name in Solving.model_fields}
        return Solving(**own)
