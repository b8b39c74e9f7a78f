"""Does the plan know of everything that the workbook says, and of nothing else?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable

from resilience_opt.plan.audit_attacks import attack_name, attack_sets, within_budget
from resilience_opt.plan.audit_book import Book
from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.audit_facts import Facts
from resilience_opt.plan.audit_names import End
from resilience_opt.plan.audit_recipes import demand, served


def audit_forgotten(b: Book, *, listed: bool) -> None:
    """Count, kind by kind, what only one side knows; then deliveries and draws that are not permitted must be 0.

    `listed` says whether every largest set of attacks must be a crisis of the plan; otherwise any within the budget may be.
    """
    f = b.facts
    for kind, (theirs, ours) in _sides(f, listed).items():
        left, right = Counter(theirs), Counter(ours)
        b.at_most(Check.NOTHING_FORGOTTEN, sum(((left - right) + (right - left)).values()), 0.0, 1.0, kind)
    closed = ~f.arc_open
    b.equal(Check.LANE_OPEN, b["ship"][closed], 0.0, f.of_arcs[closed][:, None])
    b.equal(Check.SERVED, b["draw"][~f.draw_served], 0.0, f.of_draws[~f.draw_served][:, None])


def _sides(f: Facts, listed: bool) -> dict[str, tuple[Iterable[Hashable], Iterable[Hashable]]]:
    """What the plan knows and what the case says, by kind."""
    case, at = f.case, f.at
    stores = {k: End("stockpile", k.stockpile, k.country) for k in case.stockpiles}
    takers: dict[str, list[End]] = {}
    for end, material in [*f.use, *((end, k.material) for k, end in stores.items())]:
        takers.setdefault(material, []).append(end)
    permitted = [
        (o.supplier, o.material, end.kind, end.name)
        for o in case.offers
        for end in takers.get(o.material, ())
        if f.lanes.is_open(f.lanes.holding(o.supplier, o.material, end))
    ]
    sets = attack_sets(case) if listed else within_budget(case, at.sets)
    first = len(at.scenarios) - len(at.sets)
    return {
        "offers": (at.offers, [(o.supplier, o.material) for o in case.offers]),
        "needs": (at.needs, [(end.kind, end.name, m) for end, m in f.use]),
        "stockpiles": (at.stocks, [k.stockpile for k in case.stockpiles]),
        "deliveries": ([(*at.offers[o], end.kind, end.name) for o, end in zip(at.arc_offer, f.arc_end, strict=True)], permitted),
        "draws": (
            [(at.stocks[k], *at.needs[q]) for k, q in zip(at.draw_stock, at.draw_need, strict=True)],
            [(k.stockpile, end.kind, end.name, m) for k in case.stockpiles for end, m in f.use if served(f.names, k, end, m)],
        ),
        "classes of demand": (at.classes, list(demand(case))),
        "scenarios": (
            [*at.scenarios[:first], *zip(at.scenarios[first:], at.sets, strict=True)],
            [*(s.scenario for s in case.scenarios), *((attack_name(attacks), tuple(a.attack for a in attacks)) for attacks in sets)],
        ),
        "source limits": (range(at.source_limits), range(len(case.source_limits))),
    }
