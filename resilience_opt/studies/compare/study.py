"""Cases and plans side by side: the order in which they are asked what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.case.names import fold
from resilience_opt.plan.plan import COST_KINDS, Plan
from resilience_opt.studies.compare import bridge as bridging
from resilience_opt.studies.compare import changes
from resilience_opt.studies.compare.causes import REST
from resilience_opt.studies.compare.cents import amounts_of, decimals_for
from resilience_opt.studies.compare.figures import figures
from resilience_opt.studies.compare.inputs import COLUMNS as INPUTS
from resilience_opt.studies.compare.inputs import changed_inputs
from resilience_opt.studies.compare.matching import matches
from resilience_opt.studies.compare.result import SOURCES, Comparison
from resilience_opt.studies.compare.sides import Side, Told, check_alike, side_of
from resilience_opt.studies.compare.yardstick import Measured, as_told, measured
from resilience_opt.studies.run import DEFAULT_GAP, Options

if TYPE_CHECKING:
    from resilience_opt.solve.answers import Progress

BY_KIND = ("case", "kind", "before", "after", "difference")


def compare(
    cases: Mapping[str, Case | Plan | Told | Side],
    *,
    model: str | None = None,
    gap: float = DEFAULT_GAP,
    time_limit: float | None = None,
    engine: str = "auto",
    threads: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Comparison:
    """What changed from the first case to each other one: in the inputs, in the plan and in the cost, and why.

    Parameters
    ----------
    cases : mapping of a name to a Case or a Plan
        A case is solved, a plan is taken as it is, and so is a :class:`Side`, which knows why it has no plan. One that no plan can meet is a column that says so.
    model, gap, time_limit, engine, threads, progress
        As for :func:`resilience_opt.optimize`, for every case that is solved; the limit of time is for each of them.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        If there are fewer than two, or they have several currencies, or count a material in several units.
    AuditError, ModelError, EngineError, SolverError

    Examples
    --------
    >>> import resilience_opt as ro
    >>> from resilience_opt.case.examples import example
    >>> case = ro.read_case(example("first-steps"))
    >>> study = ro.compare({"today": case, "tight": case.with_share_limit("China", maximum=0.5)})
    >>> [(row.cause, row.inputs, row.amount) for row in study.bridge.itertuples() if row.inputs]
    [('policy', 1, 10425000.0)]
    """
    check_alike(cases)
    options = Options(model, gap, time_limit, engine, threads)
    sides = [side_of(name, given, options, progress) for name, given in cases.items()]
    first, others = sides[0], sides[1:]
    decimals = decimals_for(side.told.objective for side in sides if side.told is not None)
    yardstick, notes = _measure(sides)
    inputs, bridges = [], []
    for other in others:
        changed, built, said = _inputs_and_bridge(first, other, options, decimals)
        inputs.append(changed)
        bridges.append(built)
        notes += [f"{other.name}: {sentence}" for sentence in said]
    both = [(first, other) for other in others if first.told is not None and other.told is not None]
    measure = [(yardstick[first.name], yardstick[other.name], other.name) for _, other in both]
    return Comparison(
        names=tuple(cases),
        currency=first.currency,
        table=figures(sides, yardstick),
        inputs=_stacked(inputs, INPUTS),
        allocation=_stacked([changes.allocation(*pair) for pair in both], changes.ALLOCATION),
        suppliers=_stacked([changes.suppliers(*pair) for pair in both], changes.SUPPLIERS),
        stocks=_stacked([changes.stocks(*pair) for pair in both], changes.STOCKS),
        dependence=_stacked([changes.dependence(*three) for three in measure], changes.DEPENDENCE),
        survival=_stacked([changes.survival(*three) for three in measure], changes.SURVIVAL),
        bridge=_stacked(bridges, bridging.COLUMNS),
        bridge_by_kind=_stacked([_by_kind(*pair, decimals) for pair in both], BY_KIND),
        decimals=decimals,
        explanations={side.name: side.explanation for side in sides if side.explanation},
        plans={side.name: side.plan for side in sides if side.plan is not None},
        notes=tuple(notes),
        units=_units(sides),
        sources=_sources(sides),
    )


def _measure(sides: Sequence[Side]) -> tuple[dict[str, Measured], list[str]]:
    """Every plan against one yardstick; as each tells itself where a plan workbook is among them."""
    planned = [side for side in sides if side.told is not None]
    if any(side.case is None for side in planned):
        note = "a plan workbook does not hold its inputs: dependence and survival are as each plan reports them, under its own limits and requirements"
        return {side.name: as_told(side.told) for side in planned if side.told is not None}, [note]
    plans = [side.plan for side in planned if side.plan is not None]
    return dict(zip([side.name for side in planned], measured(plans), strict=True)), []


def _inputs_and_bridge(first: Side, other: Side, options: Options, decimals: int) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """Changed inputs and the bridge by cause, as far as they are known; and what is not."""
    none, said = pd.DataFrame(columns=list(INPUTS)), []
    if first.case is None or other.case is None:
        who = [f"'{side.name}'" for side in (first, other) if side.case is None]
        what = "is a plan workbook, which does not hold its inputs: give the input workbook"
        if len(who) > 1:
            what = "are plan workbooks, which do not hold their inputs: give the input workbooks"
        said.append(f"{' and '.join(who)} {what} for changed inputs and for the bridge by cause")
        return none, pd.DataFrame(columns=list(bridging.COLUMNS)), said
    matched = matches(first.case, other.case)
    changed = changed_inputs(other.name, first.case, other.case, matched)
    if first.plan is None or other.plan is None:
        said += [f"there is no bridge of costs, because '{side.name}' has no plan" for side in (first, other) if side.plan is None]
        return changed, pd.DataFrame(columns=list(bridging.COLUMNS)), said
    if first.plan.model != other.plan.model and first.case.settings.model == other.case.settings.model:
        said.append(f"the model is '{other.plan.model}', not '{first.plan.model}' as for '{first.name}'; it counts as {REST}")
    built, notes = bridging.bridge(other.name, first.plan, other.plan, matched, options, decimals)
    return changed, built, said + notes


def _by_kind(first: Side, other: Side, decimals: int) -> pd.DataFrame:
    assert first.told is not None and other.told is not None
    before, after = amounts_of(first.told, decimals), amounts_of(other.told, decimals)
    rows = [(other.name, k, before.costs[k], after.costs[k], round(after.costs[k] - before.costs[k], decimals) + 0.0) for k in COST_KINDS]
    return pd.DataFrame(rows, columns=list(BY_KIND))


def _stacked(frames: Iterable[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    kept = [frame for frame in frames if len(frame)]
    return pd.concat(kept, ignore_index=True) if kept else pd.DataFrame(columns=list(columns))


def _units(sides: Sequence[Side]) -> dict[str, str]:
    known = {folded: unit for side in reversed(sides) for folded, unit in side.units.items()}
    tables = [side.told.allocation for side in sides if side.told is not None] + [
        side.told.stockpiles for side in sides if side.told is not None
    ]
    names = {str(material) for table in tables for material in table["material"]}
    return {name: known[fold(name)] for name in sorted(names) if fold(name) in known}


def _sources(sides: Sequence[Side]) -> pd.DataFrame:
    """Where each column comes from."""
    rows = []
    for side in sides:
        book = side.case.book if side.case is not None else None
        told = getattr(side.told, "source", "")
        model = side.plan.model if side.plan is not None else (side.case.settings.model if side.case is not None else "")
        rows.append((side.name, (book.source or "made in Python") if book else told, book.sha256 if book else "", model, book is not None))
    return pd.DataFrame(rows, columns=list(SOURCES))
