"""A plan written down by hand: what it says of a case, number by number, as the audit reads it.

Nothing is solved here. A plan is a list of numbers by name; what is not named is 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from resilience_opt.case.book import Book
from resilience_opt.case.build import build
from resilience_opt.case.case import Case
from resilience_opt.case.edits import add_rows
from resilience_opt.network.build import build_network
from resilience_opt.network.network import Network
from resilience_opt.plan.audit import audit
from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.audit_responses import Responses
from resilience_opt.plan.plan import COST_KINDS, LETTERS

FIRST = 2026
OF_TEXT = {check.text: check for check in Check}


def case_of(**sheets: Any) -> Case:
    """A case from rows by sheet (`Share_limits=[...]`); Settings is a mapping of name to value, the market Home stands in Japan."""
    settings = {"First year": FIRST, **sheets.pop("Settings", {})}
    rows = {
        "Settings": [{"Name": name, "Value": value} for name, value in settings.items()],
        "Markets": [{"Market": "Home", "Country": "Japan"}],
    }
    book = Book({})
    for sheet, listed in {**rows, **sheets}.items():
        book = add_rows(book, sheet.replace("_", " "), listed)
    return build(book)


class Positions:
    """Where the numbers of a network's plan stand, by name."""

    def __init__(self, net: Network) -> None:
        offers = [(o.supplier, o.material) for o in net.offers.record]
        nodes = [node.name for node in net.needs.node]
        stocks = [k.stockpile for k in net.stocks.record]
        ends = [nodes[q] if q >= 0 else stocks[k] for q, k in zip(net.arcs.need, net.arcs.stock, strict=True)]
        classes = [(nodes[q], net.materials[net.needs.material[q]], p) for q, p in zip(net.classes.need, net.classes.priority, strict=True)]
        self.of = {
            "o": {name: i for i, name in enumerate(offers)},
            "a": {(*offers[o], end): i for i, (o, end) in enumerate(zip(net.arcs.offer, ends, strict=True))},
            "r": {(stocks[k], nodes[q]): i for i, (k, q) in enumerate(zip(net.draws.stock, net.draws.need, strict=True))},
            "k": {name: i for i, name in enumerate(stocks)},
            "d": {name: i for i, name in enumerate(classes)},
            "c": {(row.limit.group, row.limit.side): row.account for row in net.limits},
            "l": {(row.limit.group, row.limit.side): i for i, row in enumerate(net.limits)},
            "n": {row.record.material: i for i, row in enumerate(net.sources)},
            "b": {offers[b.offer]: i for i, b in enumerate(net.breaks)},
            "w": {name: i for i, name in enumerate(net.shocks.names)},
            "t": {year: i for i, year in enumerate(net.years)},
        }

    def __call__(self, variable: str, *names: Any) -> tuple[int, ...]:
        """The index of a number by names, in the order of the variable's letters; months and parts of a volume are numbers already."""
        kinds = {"excess": "l", "counts": "n", "volume": "b", "reached": "b"}
        found = []
        for letter, name in zip(LETTERS[variable], names, strict=True):
            kind = kinds[variable] if letter == "i" else "d" if letter == "c" and "shortage" in variable else letter
            found.append(self.of[kind][name] if kind in self.of else name)
        return tuple(found)


@dataclass
class Claim:
    """Everything that a plan claims, free to be spoilt."""

    net: Network
    numbers: dict[str, dict[tuple[int, ...], float]]
    costs: dict[str, float] = field(default_factory=lambda: dict.fromkeys(COST_KINDS, 0.0))
    objective: float = 0.0
    measure: str = "mean-cvar"
    aversion: float = 0.0
    bound: float | None = None
    gap: float | None = None
    gap_asked: float | None = None
    dependence: pd.DataFrame | None = None
    withstood: list[Responses] | None = None
    more: list[tuple[str, tuple[int, ...], float]] = field(default_factory=list)

    def at(self, variable: str, *names: Any) -> float:
        """A number, by names."""
        return self.numbers[variable].get(Positions(self.net)(variable, *names), 0.0)

    def put(self, variable: str, *names: Any, value: float) -> None:
        """Write down a number in the place of the one that stood there."""
        self.numbers[variable][Positions(self.net)(variable, *names)] = value

    def add(self, variable: str, *names: Any, value: float) -> None:
        """Change a number by so much."""
        self.put(variable, *names, value=self.at(variable, *names) + value)

    def under(self, case: Case) -> None:
        """Let the same plan be one of another case."""
        self.net = replace(self.net, case=case)

    def tables(self) -> dict[str, pd.DataFrame]:
        """The numbers as tables of index letters and value."""
        found = {}
        for variable, letters in LETTERS.items():
            rows = [*self.numbers[variable].items(), *((index, value) for name, index, value in self.more if name == variable)]
            indices = np.array([index for index, _ in rows], dtype=np.int64).reshape(len(rows), len(letters))
            columns = {letter: indices[:, i] for i, letter in enumerate(letters)}
            found[variable] = pd.DataFrame({**columns, "value": np.array([value for _, value in rows], dtype=float)})
        return found

    def failed(self) -> set[Check]:
        """The checks that it fails."""
        found = audit(
            self.net, self.tables(), self.measure, self.aversion, self.costs, self.objective,
            dependence=self.dependence, bound=self.bound, gap=self.gap, gap_asked=self.gap_asked, withstood=self.withstood,
        )  # fmt: skip
        return {OF_TEXT[name.split(": ")[0]] for name in found.checks.loc[~found.checks["passed"], "check"]}


def claim_of(case: Case, numbers: Mapping[str, Mapping[tuple[Any, ...], float]], **more: Any) -> Claim:
    """A plan for a case: `{variable: {names: value}}`."""
    net = build_network(case)
    position = Positions(net)
    return Claim(net, {v: {position(v, *names): value for names, value in numbers.get(v, {}).items()} for v in LETTERS}, **more)


def every(years: Iterable[int], numbers: Mapping[tuple[Any, ...], float]) -> dict[tuple[Any, ...], float]:
    """The same numbers in each of some years; the year is the last name."""
    return {(*names, year): value for year in years for names, value in numbers.items()}
