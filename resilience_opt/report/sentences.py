"""The decision in three sentences: what to do, what it withstands, and what it costs and how well that is proven."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from resilience_opt.plan.plan import Plan

_MATERIALS, _SUPPLIERS, _STORES = 3, 3, 3  #: how many are named; the rest is counted
_BROKEN = -1e-6  #: a slack below this is a broken limit, not rounding
_BINDING = 1e-4  #: a slack below this share is at the limit
_NOTHING = 1e-9
_LENSES = {"owner": " by owner", "traced": " by origin"}
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def decision(plan: Plan) -> tuple[str, str, str]:
    """What to buy and keep; what limits hold and what is withstood; what it costs and how well it is proven."""
    return buying(plan), withstanding(plan), proof(plan)


def money(amount: float, currency: str) -> str:
    """An amount in words: '1.23 million USD', '4,560 USD'."""
    for scale, word in _SCALES:
        if abs(amount) >= scale:
            return f"{amount / scale:.3g} {word} {currency}" if abs(amount) < 1000 * scale else f"{amount / scale:,.0f} {word} {currency}"
    return f"{amount:,.0f} {currency}"


def number(amount: float) -> str:
    """A quantity in words: '12,300', '45.6', '0.12'."""
    return f"{amount:,.0f}" if abs(amount) >= 100 else f"{amount:.3g}"


def counted(count: int, noun: str) -> str:
    """'1 limit', '2 limits'; nouns in y and sis are inflected too."""
    if count == 1:
        return f"1 {noun}"
    plural = noun[:-1] + "ies" if noun.endswith("y") else (noun[:-2] + "es" if noun.endswith("sis") else noun + "s")
    return f"{count:,} {plural}"


def listed(parts: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def buying(plan: Plan) -> str:
    """What to buy from whom, and what stock to keep, in the last year: where the plan leads."""
    year = plan.case.years[-1]
    bought = plan.allocation[(plan.allocation["year"] == year) & (plan.allocation["quantity"] > _NOTHING)]
    when = f"In {year}"
    if bought.empty:
        return f"{when}, buy nothing, and {_storing(plan, year)}."
    order = bought.groupby("material")["cost"].sum().sort_values(ascending=False, kind="stable").index
    parts = [_sources(plan, bought, material) for material in order[:_MATERIALS]]
    if len(order) > _MATERIALS:
        parts.append(f"{counted(len(order) - _MATERIALS, 'more material')} as the Allocation sheet says")
    return f"{when}, buy {'; '.join(parts)}; and {_storing(plan, year)}."


def _sources(plan: Plan, bought: pd.DataFrame, material: str) -> str:
    """'120 t of Gallium from A (60%), B (30%) and 2 others'."""
    of = bought[bought["material"] == material].groupby("supplier")["quantity"].sum().sort_values(ascending=False, kind="stable")
    total = float(of.sum())
    names = (
        [f"{supplier} ({quantity / total:.0%})" for supplier, quantity in of.iloc[:_SUPPLIERS].items()]
        if len(of) > 1
        else [str(of.index[0])]
    )
    if len(of) > _SUPPLIERS:
        names.append(counted(len(of) - _SUPPLIERS, "other"))
    return f"{number(total)} {_unit(plan, material)} of {material} from {listed(names)}"


def _storing(plan: Plan, year: int) -> str:
    """'keep 45 t of Gallium in Reserve (4.0 months of demand)'."""
    kept = plan.stockpiles[(plan.stockpiles["year"] == year) & (plan.stockpiles["level"] > _NOTHING)]
    if kept.empty:
        return "keep no stock"
    kept = kept.sort_values("months_of_cover", ascending=False, kind="stable", na_position="last")
    parts = []
    for row in kept.iloc[:_STORES].to_dict("records"):
        cover = row["months_of_cover"]
        months = "" if pd.isna(cover) else f" ({cover:.1f} months of demand)"
        parts.append(f"{number(row['level'])} {_unit(plan, row['material'])} of {row['material']} in {row['stockpile']}{months}")
    if len(kept) > _STORES:
        parts.append(f"stock in {counted(len(kept) - _STORES, 'other stockpile')}")
    return f"keep {listed(parts)}"


def withstanding(plan: Plan) -> str:
    """Which share limits hold, and which disruptions are survived."""
    return f"The plan {_limits(plan)}, and {_disruptions(plan)}{_attacks(plan)}."


def _attacks(plan: Plan) -> str:
    """'; of up to 36,051 choices of attacks within the budget of 3, none breaks it (the worst, A + B, leaves 2.1% of the need to spare)'."""
    found = plan.adversary
    if found is None:
        return ""
    spare = f"leaves {found.to_spare:.2%} of the need to spare" if found.to_spare > 0 else "leaves nothing to spare"
    worst = "the worst" if found.exact else "the worst that was found"
    return f"; of up to {counted(found.within, 'choice')} of attacks within the budget of {found.budget:g}, none breaks it ({worst}, {found.worst}, {spare})"


def _limits(plan: Plan) -> str:
    limited = plan.dependence[plan.dependence["limit"].notna()]
    if limited.empty:
        return "is under no share limit"
    broken = int((limited["slack"] < _BROKEN).sum())
    binding = limited[limited["slack"].abs() < _BINDING]
    count = counted(len(limited), "yearly share limit")
    head = f"keeps {'the only' if len(limited) == 1 else 'all'} {count}" if not broken else f"breaks {broken:,} of {count} at a penalty"
    dearest = limited.sort_values(["price", "slack"], ascending=[False, True], kind="stable", na_position="last").iloc[0]
    side = "at least" if dearest["side"] == "minimum" else "at most"
    lens = _LENSES.get(str(dearest["lens"]), "")
    where = f"{side} {dearest['limit'] * 100:.4g}% of {dearest['material']} from {dearest['group']}{lens} in {dearest['year']}"
    if pd.isna(dearest["price"]) or dearest["price"] <= _NOTHING:
        return f"{head} ({len(binding):,} at the limit)" if len(binding) else head
    return f"{head} ({len(binding):,} at the limit; the dearest is {where}: one point more would save {money(dearest['price'], plan.currency)})"


def _disruptions(plan: Plan) -> str:
    scenarios = int(plan.survival["scenario"].nunique())
    if not scenarios:
        return "no disruption is tested"
    required = plan.survival[plan.survival["months_required"].fillna(0) > 0]
    if required.empty:
        return f"{counted(scenarios, 'disruption')} {'is' if scenarios == 1 else 'are'} tested without a requirement to survive any"
    met = int((required["months_survived"] >= required["months_required"]).sum())
    count = counted(len(required), "yearly survival requirement")
    head = f"meets {'the only' if len(required) == 1 else 'all'} {count}" if met == len(required) else f"meets {met:,} of {count}"
    return f"{head} through {counted(scenarios, 'disruption')}{_hardest(plan, required)}"


def _hardest(plan: Plan, required: pd.DataFrame) -> str:
    """The requirement that costs most, or else the one that is met with the least margin."""
    dear = required[required["price"].fillna(0) > _NOTHING]
    if len(dear):
        row = dear.sort_values("price", ascending=False, kind="stable").iloc[0]
        saved = money(row["price"], plan.currency)
        return f" (the dearest is {row['scenario']} in {row['year']}: one point less service for {_whom(row)} would save {saved})"
    margin = required["months_survived"] - required["months_required"]
    row = required.assign(margin=margin).sort_values(["margin", "worst_service"], kind="stable").iloc[0]
    survived = counted(int(row["months_survived"]), "month")
    if row["margin"] >= 0 and row["worst_service"] >= 1:
        return ", none of them with less than full service"
    return f" (the hardest is {row['scenario']} in {row['year']}: {_whom(row)} is held for {survived} of {int(row['months_required'])} required)"


def _whom(row: pd.Series) -> str:
    """'Gallium in Japan (priority Other)'."""
    priority = "" if row["priority"] in ("all", "", None) else f" (priority {row['priority']})"
    return f"{row['material']} in {row['market']}{priority}"


def proof(plan: Plan) -> str:
    """What it costs, and how well it is proven."""
    first, last = plan.case.years[0], plan.case.years[-1]
    over = f"in {first}" if first == last else f"over {first} to {last}, discounted"
    largest = sorted(((v, k) for k, v in plan.costs.items() if v > _NOTHING), key=lambda pair: (-pair[0], pair[1]))[:2]
    total = sum(plan.costs.values())
    split = f" ({listed([f'{kind} {amount / total:.0%}' for amount, kind in largest])})" if largest and total > _NOTHING else ""
    return f"It costs {money(plan.objective, plan.currency)} {over}{split}{_resilience(plan)}; {_bound(plan)}, and {_audit(plan)}."


def _resilience(plan: Plan) -> str:
    """', 67 million USD (1.8%) more than the cheapest plan without limits and requirements', where that is known."""
    if plan.ladder is None or len(plan.ladder.steps) < 2:
        return ""
    cheapest = float(plan.ladder.steps["cost"].iloc[0])
    more = plan.objective - cheapest
    share = f" ({more / cheapest * 100:.2g}%)" if cheapest > _NOTHING else ""
    return f", {money(more, plan.currency)}{share} more than the cheapest plan without limits and requirements"


def _bound(plan: Plan) -> str:
    if plan.bound is None or plan.gap is None:
        return "how far it is from the cheapest plan is not proven"
    away = "within 0.0001%" if plan.gap < 1e-6 else f"within {plan.gap:.2g}" if plan.gap >= 1 else f"within {plan.gap * 100:.2g}%"
    proven = f"it is proven to be {away} of the cheapest plan that meets the requirements"
    return proven if plan.status == "optimal" else f"time ended the search, and {proven}"


def _audit(plan: Plan) -> str:
    rows = int(plan.audit.checks["rows"].sum())
    failed = int((~plan.audit.checks["passed"].astype(bool)).sum())
    outcome = f"failed in {counted(failed, 'check')}" if failed else "passed"
    return f"its audit of {rows:,} rows {outcome}"


def _unit(plan: Plan, material: str) -> str:
    return next((m.unit for m in plan.case.materials if m.material == material), "")
