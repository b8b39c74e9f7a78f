"""Tables of a case's page in Markdown, made from its book and its plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from resilience_opt.plan.plan import Plan

from .casebook import CaseBook
from .figure import Figure, Row


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; a bar within a cell is kept from ending it."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def number(value: object) -> str:
    """A figure as a page shows it."""
    if not isinstance(value, int | float):
        return str(value)
    return f"{value:,.0f}" if abs(value) >= 1000 or value == round(value) else f"{value:.4g}"


def share(value: float) -> str:
    """A share in percent, blank where there is none."""
    return "" if pd.isna(value) else f"{value:.1%}".replace(".0%", "%")


def sources(book: CaseBook) -> list[Row]:
    """The lines of the sheet `Sources`."""
    return list(next(sheet for sheet in book.sheets() if sheet.name == "Sources").rows)  # type: ignore[arg-type]


def how_sure(book: CaseBook) -> str:
    """How many figures are found, derived, estimated or assumed."""
    count = Counter(str(line["Confidence"]) for line in sources(book))
    return table(["how sure", "figures"], [*count.most_common(), ("all", sum(count.values()))])


def found_figures(book: CaseBook, rests_on: Sequence[tuple[str, Figure]] = ()) -> str:
    """The figures that were found or follow from such by arithmetic, each source once, with the cell where it is met first."""
    seen = {(f.value, f.source): ("arithmetic of several rows", what, number(f.value), f.confidence, f.source) for what, f in rests_on}
    for line in sources(book):
        if str(line["Confidence"]).startswith("found") or line["Confidence"] == "derived":
            row = (f"{line['Sheet']}: {line['Row']}", str(line["Figure"]), number(line["Value"]), str(line["Confidence"]), str(line["Source"]))
            seen.setdefault((line["Value"], line["Source"]), row)  # type: ignore[arg-type]
    return table(["where", "figure", "value", "how sure", "source"], seen.values())


def deliveries(plan: Plan, finals: Sequence[str]) -> str:
    """Who delivers what to each market, year by year, in percent; of what no market asks for, to all makers together."""
    bought = plan.allocation
    markets = {market.market for market in plan.case.markets}
    years = sorted(bought["year"].unique())
    stores = set(plan.stockpiles["stockpile"])
    used = bought[bought["material"].isin(finals) & ~bought["destination"].isin(stores)]
    used = used.assign(destination=used["destination"].where(used["destination"].isin(markets), "makers"))
    rows = []
    for (material, market), part in used.groupby(["material", "destination"], sort=False):
        whole = part.groupby("year")["quantity"].sum()
        wide = part.pivot_table(index="supplier", columns="year", values="quantity", aggfunc="sum").reindex(columns=years).fillna(0)
        for supplier, line in wide.iterrows():
            parts = line / whole
            if (parts >= 0.005).any():
                rows.append((material, market, supplier, *(share(float(f"{x:.2f}")) if x >= 0.005 else "" for x in parts)))
    return table(["material", "for", "supplier", *map(str, years)], rows)


def newcomers(plan: Plan) -> str:
    """Offers that are qualified or enlarged, and what they ship in the last year."""
    rows = []
    for (supplier, material), part in plan.suppliers.groupby(["supplier", "material"], sort=False):
        since, grown = part["qualified_in"].max(), part["expansion"].sum()
        if pd.notna(since) or grown > 0.5:
            first = part.loc[part["shipped"] > 0.5, "year"].min()
            rows.append((supplier, material, "" if pd.isna(since) else int(since), number(round(grown)) if grown > 0.5 else "", "" if pd.isna(first) else int(first)))
    return table(["supplier", "material", "qualification paid in", "capacity bought", "first delivery"], rows)


def stocks(plan: Plan) -> str:
    """What is in store at the end of each year, and how long it lasts at the last."""
    held = plan.stockpiles
    years = sorted(held["year"].unique())
    rows = []
    for (name, material), part in held.groupby(["stockpile", "material"], sort=False):
        if part["level"].max() > 0:
            cover = part["months_of_cover"].iloc[-1]
            rows.append((name, material, *(number(round(x, 1)) for x in part["level"]), "" if pd.isna(cover) else f"{cover:.1f}"))
    return table(["stockpile", "material", *map(str, years), "months of cover at the end"], rows)


def ladder(plan: Plan) -> str:
    """The cost step by step, and what each step leaves undone."""
    assert plan.ladder is not None
    rows = [
        (s.step, f"{s.cost / 1e6:,.1f}", "" if i == 0 else f"{s.increase / 1e6:+,.1f}", s.limits_broken, f"{s.requirements_unmet} of {s.requirements}")
        for i, s in enumerate(plan.ladder.steps.itertuples(index=False))
    ]
    return table(["step", f"cost, million {plan.currency}", "more", "limits not met", "disruptions not survived"], rows)


def shares(plan: Plan) -> str:
    """Limited shares in the last year of each limit, step by step."""
    assert plan.ladder is not None
    wide = plan.ladder.shares
    steps = list(plan.ladder.steps["step"])
    fixed = ["group", "lens", "material", "destination", "year"]
    rows = []
    for _, line in wide.iterrows():
        bound = f"{'at most' if line['side'] == 'maximum' else 'at least'} {share(line['limit'])}"
        where = line["destination"] if isinstance(line["destination"], str) and line["destination"] else "all together"
        rows.append((line["group"], line["lens"], line["material"], where, line["year"], bound, *(share(line[step]) for step in steps)))
    return table([*fixed, "limit", *steps], rows)


def survival(plan: Plan) -> str:
    """Months survived where months are required, in the last year that asks for them."""
    asked = plan.survival[plan.survival["months_required"] > 0]
    keys = ["scenario", "market", "material", "priority"]
    last = asked.groupby(keys, sort=False, dropna=False).last().reset_index()
    least = asked.groupby(keys, sort=False, dropna=False)["months_survived"].min().reset_index()
    rows = [
        (a.scenario, a.market, a.material, a.priority, a.months_required, a.months_survived, b.months_survived, share(float(f"{a.worst_service:.3f}")))
        for a, b in zip(last.itertuples(index=False), least.itertuples(index=False), strict=True)
    ]
    return table([*keys, "months required", "survived", "least of all years", "worst month served"], rows)


def binding(plan: Plan, most: int = 10) -> str:
    """The limits that bind, dearest first."""
    rows = [(b.limit, f"`{b.sheet}!{b.cell}`", number(b.price), b.unit) for b in plan.binding.head(most).itertuples(index=False)]
    return table(["limit", "cell", f"easing it saves, {plan.currency}", "for each"], rows)
