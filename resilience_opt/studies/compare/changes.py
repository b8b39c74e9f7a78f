"""What differs between two plans: deliveries, who is under contract, stock, shares and what is survived."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from resilience_opt.case.names import country_key, fold
from resilience_opt.studies.compare.shares import SHARE
from resilience_opt.studies.compare.sides import Side, Told
from resilience_opt.studies.compare.yardstick import Measured

ALLOCATION = ("case", "year", "supplier", "material", "before", "after", "difference")
SUPPLIERS = (
    "case", "supplier", "material", "change", "years_before", "years_after", "qualified_before", "qualified_after",
    "expansion_before", "expansion_after", "shipped_before", "shipped_after",
)  # fmt: skip
STOCKS = ("case", "year", "stockpile", "material", "level_before", "level_after", "difference", "cover_before", "cover_after")
DEPENDENCE = ("case", *SHARE[1:], "share_before", "share_after", "difference", "limit_before", "limit_after")
SURVIVAL = (
    "case", "year", "scenario", "months_asked", "required_before", "required_after", "survived_before", "survived_after", "difference",
)  # fmt: skip

ENTERS, LEAVES, STAYS, OTHER_YEARS, OTHER_WAY = "enters", "leaves", "stays", "other years", "qualified otherwise"
#: A difference smaller than this, relative to the larger figure, is rounding of the solver.
ROUNDING = 1e-7
_OFFER = ["supplier", "material"]
_FIRST = ["stockpile", *_OFFER, "lens", "group", "destination", "side", "scenario"]


def joined(before: pd.DataFrame, after: pd.DataFrame, keys: Sequence[str], values: Sequence[str]) -> pd.DataFrame:
    """Rows of two plans side by side: the keys, then each value with `_before` and `_after`; NaN where a plan has no such row.

    Names are compared as a workbook's are, and spelled as in the first plan.
    """
    text = [key for key in keys if key in _FIRST]
    alike: dict[str, dict[object, str]] = {key: {} for key in text}
    parts = []
    for frame in (before, after):
        part = frame[[*keys, *values]].copy()
        for key in text:
            fold_as: Callable[[str], str] = country_key if key == "group" else fold
            part[key] = [alike[key].setdefault(fold_as(str(v)), str(v)) if isinstance(v, str) else "" for v in part[key]]
        parts.append(part.astype({key: "int64" for key in keys if key not in text}))
    made = parts[0].merge(parts[1], on=list(keys), how="outer", suffixes=("_before", "_after"), sort=False)
    rank = pd.concat(parts)[list(keys)].drop_duplicates().reset_index(drop=True).reset_index(names="rank")
    return made.merge(rank, on=list(keys)).sort_values("rank", kind="stable").drop(columns="rank").reset_index(drop=True)


def _fill(made: pd.DataFrame, columns: Iterable[str], before: Side, after: Side) -> pd.DataFrame:
    """0 for what a plan does not have in a year that it plans; NaN outside of its years."""
    for column in columns:
        for ending, side in (("before", before), ("after", after)):
            name = f"{column}_{ending}"
            planned = made["year"].isin(side.years)
            made[name] = pd.to_numeric(made[name]).astype(float).where(~(planned & made[name].isna()), 0.0)
    return made


def _difference(before: pd.Series, after: pd.Series) -> pd.Series:
    """What the second has more; 0 where that is rounding."""
    found, larger = after - before, pd.concat([before.abs(), after.abs()], axis=1).max(axis=1)
    return found.where(found.isna() | (found.abs() > ROUNDING * larger), 0.0)


def allocation(before: Side, after: Side) -> pd.DataFrame:
    """Deliveries by year, supplier and material, to all destinations together."""
    one, other = _told(before), _told(after)
    keys = ["year", *_OFFER]
    old, new = (told.allocation[[*keys, "quantity"]].groupby(keys, sort=True).sum().reset_index() for told in (one, other))
    made = _fill(joined(old, new, keys, ["quantity"]), ["quantity"], before, after).sort_values(
        ["year", "material", "supplier"], ignore_index=True
    )
    made = made.rename(columns={"quantity_before": "before", "quantity_after": "after"})
    return made.assign(case=after.name, difference=_difference(made["before"], made["after"]))[list(ALLOCATION)]


def suppliers(before: Side, after: Side) -> pd.DataFrame:
    """Offers that either plan has under contract or qualifies: who enters, who leaves, and when."""
    made = joined(_offers(_told(before)), _offers(_told(after)), _OFFER, ["years", "qualified", "expansion", "shipped"])
    for name in ("expansion", "shipped"):
        made = made.fillna({f"{name}_before": 0.0, f"{name}_after": 0.0})
    for name in ("years_before", "years_after"):
        made[name] = [value if isinstance(value, tuple) else () for value in made[name]]
    common = set(before.years) & set(after.years)
    columns = ("years_before", "years_after", "qualified_before", "qualified_after")
    made["change"] = [_change(common, *values) for values in zip(*(made[column] for column in columns), strict=True)]
    for name in ("years_before", "years_after"):
        made[name] = [spans(value) for value in made[name]]
    made.insert(0, "case", after.name)
    used = (made["years_before"] != "") | (made["years_after"] != "") | made["qualified_before"].notna() | made["qualified_after"].notna()
    return made[used][list(SUPPLIERS)].reset_index(drop=True)


def _offers(told: Told) -> pd.DataFrame:
    rows = []
    for (supplier, material), own in told.suppliers.groupby(_OFFER, sort=False):
        years = tuple(int(year) for year in own.loc[own["active"].astype(bool), "year"])
        paid = own["qualified_in"].dropna()
        rows.append(
            (
                supplier,
                material,
                years,
                int(paid.iloc[0]) if len(paid) else None,
                float(own["expansion"].sum()),
                float(own["shipped"].sum()),
            )
        )
    return pd.DataFrame(rows, columns=[*_OFFER, "years", "qualified", "expansion", "shipped"]).astype({"qualified": float})


def _change(common: set[int], before: Sequence[int], after: Sequence[int], paid: float, paid_after: float) -> str:
    """In a word, what becomes of an offer; years that only one plan looks at do not count."""
    if not before:
        return ENTERS if after else STAYS
    if not after:
        return LEAVES
    if common.intersection(before) != common.intersection(after):
        return OTHER_YEARS
    return STAYS if paid == paid_after or (math.isnan(paid) and math.isnan(paid_after)) else OTHER_WAY


def spans(years: Sequence[int]) -> str:
    """Years in words: runs of years joined.

    >>> spans((2026, 2027, 2028, 2030)), spans(())
    ('2026-2028, 2030', '')
    """
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def stocks(before: Side, after: Side) -> pd.DataFrame:
    """What is in store at the end of each year."""
    keys = ["year", "stockpile", "material"]
    made = joined(_told(before).stockpiles, _told(after).stockpiles, keys, ["level", "months_of_cover"])
    made = _fill(made, ["level"], before, after).sort_values("year", kind="stable", ignore_index=True)
    made = made.rename(columns={"months_of_cover_before": "cover_before", "months_of_cover_after": "cover_after"})
    made = made.astype({"cover_before": float, "cover_after": float})
    return made.assign(case=after.name, difference=_difference(made["level_before"], made["level_after"]))[list(STOCKS)]


def dependence(before: Measured, after: Measured, name: str) -> pd.DataFrame:
    """Every share that any case limits, in either plan, with each plan's own limit (NaN where it has none)."""
    made = joined(before.shares, after.shares, SHARE, ["share", "limit"]).sort_values(["scope", "year"], kind="stable", ignore_index=True)
    return made.assign(case=name, difference=_difference(made["share_before"], made["share_after"]))[list(DEPENDENCE)]


def survival(before: Measured, after: Measured, name: str) -> pd.DataFrame:
    """For how many months of each disruption either plan can hold all that is asked, by any case where cases are known."""
    made = joined(before.held, after.held, ["year", "scenario"], ["months_asked", "months_required", "months_survived"])
    made = made.rename(columns=lambda c: c.replace("months_required_", "required_").replace("months_survived_", "survived_"))
    made = made.astype({c: float for c in made.columns if c.endswith(("before", "after"))})
    made["months_asked"] = made[["months_asked_before", "months_asked_after"]].max(axis=1)
    made = made.sort_values("year", kind="stable", ignore_index=True)
    return made.assign(case=name, difference=_difference(made["survived_before"], made["survived_after"]))[list(SURVIVAL)]


def _told(side: Side) -> Told:
    assert side.told is not None
    return side.told
