"""Small random workbooks, each with a handful of the features that a workbook can have."""

from __future__ import annotations

import random

from .book import Book
from .countries import key, place
from .network import FEATURES, Network, Sheets, check
from .sheets import COLUMNS, write_xlsx

__all__ = ["COLUMNS", "FEATURES", "check", "random_book", "write_xlsx"]


def random_book(seed: int, features: set[str] | None = None) -> Sheets:
    """A valid book; the features are drawn unless they are given."""
    maker = _Maker(random.Random(seed), features)
    return maker.make()


class _Maker(Network):
    """The whole of a random book."""

    def make(self) -> Sheets:
        rng = self.rng
        self.years = list(range(2026, 2026 + (rng.choice([2, 2, 3]) if "years" in self.has else 1)))
        self.months = rng.randint(1, 6) if self.has & {"scenarios", "attacks"} else rng.choice([1, 3])
        self._places()
        self._materials()
        self._demand()
        self._offers()
        self._stockpiles()
        self._lanes()
        self._price_breaks()
        self._scenarios()
        self._attacks()
        self._survival()
        self._share_limits()
        self._source_limits()
        self._settings()
        if "bare" in self.has:
            self._bare()
        fault = check(self.book)
        assert fault is None, fault
        return self.book

    def _target(self, kind: str) -> str | None:
        choices = {
            "supplier": self.suppliers,
            "country": sorted(set(self.home.values())),
            "owner": sorted(set(self.owned.values())),
            "group": list(self.groups),
            "corridor": self.corridors,
            "market": list(self.markets),
            "material": self.materials,
        }[kind]
        return str(self.say(self.pick(choices), market=kind == "market")) if choices else None

    def _event(self, kinds: list[str]) -> dict[str, object]:
        kind, target = "country", None
        while target is None:
            kind = self.pick(kinds)
            target = self._target(kind)
        row: dict[str, object] = {"Kind": kind, "Target": target}
        row["Material"] = self.say(self.pick(self.materials)) if kind != "material" and self.maybe(0.2) else None
        if kind not in ("corridor", "market") and self.maybe(0.25):
            row["To"] = self.say(self.pick([*self._nodes(), *self.countries, *self.groups, "abroad", "abroad"]))
        row["Months"] = self.rng.randint(1, self.months)
        row["Recovery months"] = self.rng.randint(1, 3) if self.maybe(0.3) else None
        if kind != "market":
            row["Remaining"] = self.amount(0.1, 0.7, 1) if self.maybe(0.6) else None
        return row

    def _scenarios(self) -> None:
        kinds = ["supplier", "country", "country", "owner", "group", "group", "corridor", "corridor", "market", "material"]
        left = 1.0
        for i in range(self.rng.randint(1, 3) if "scenarios" in self.has else 0):
            chance = round(min(left, self.rng.uniform(0.02, 0.3)), 2) if self.maybe(0.9) else 0
            left -= chance
            self.add("Scenarios", Scenario=f"Crisis {i + 1}", Probability=chance)
            rows = [self._event(kinds) for _ in range(self.rng.choice([1, 1, 2]))]
            for j, row in enumerate(rows):
                row["Scenario"] = self.say(f"Crisis {i + 1}")
                row["Start month"] = (
                    self.pick([None, 1]) if j == 0 or self.months == 1 else self.pick([1, self.rng.randint(1, self.months)])
                )
                if row["Kind"] in ("market", "country", "group") and (row["Kind"] == "market" or self.maybe(0.25)):
                    row["Demand factor"] = self.amount(0.7, 1.3, 1)
                if row["Kind"] not in ("market", "corridor") and self.maybe(0.25):
                    row["Price factor"] = self.amount(1.1, 2, 1)
                self.book["Events"].append(row)
        self._tidy("Events")

    def _attacks(self) -> None:
        self.budget = None
        if "attacks" not in self.has:
            return
        self.budget = self.rng.choice([0, 1, 1, 2, 2, 2, 3])
        for i in range(self.rng.randint(2, 4)):
            row = self._event(["supplier", "supplier", "country", "owner", "group", "corridor", "material"])
            self.book["Attacks"].append({"Attack": f"Strike {i + 1}", **row, "Cost": self.rng.choice([None, 1, 1.5, 2])})
        self._tidy("Attacks")
        self._requirement("attack")

    def _requirement(self, scenario: str | None) -> None:
        market, material, priority = self.pick(self.asked)
        self.add(
            "Survival",
            Scenario=scenario,
            Market=self.say(market, market=True) if self.maybe(0.5) else None,
            Material=self.say(material) if self.maybe(0.5) else None,
            Priority=self.say(priority) if self.maybe(0.4) else None,
            Months=self.rng.randint((self.months + 1) // 2, self.months),
            Service_level=self.amount(0.3, 0.95 if self.maybe() else 0.6, 2),
            From_year=self.years[-1] if self.maybe(0.25) else None,
        )

    def _survival(self) -> None:
        scenarios = [str(row["Scenario"]) for row in self.book["Scenarios"]]
        if "survival" in self.has and scenarios:
            for _ in range(self.rng.randint(1, 2)):
                self._requirement(self.pick([None, self.say(self.pick(scenarios))]))

    def _share_limits(self) -> None:
        meaning = Book(self._settled())
        sources = [m for m in self.materials if m not in self.recipes]
        for feature, count in (("share limits", self.rng.randint(1, 2)), ("traced", 1), ("each", 1)):
            for _ in range(count if feature in self.has else 0):
                lens = "traced" if feature == "traced" else self.pick([None, "location", "owner"])
                material = self.pick([m for m in self.materials if self._nodes(m)])
                row = {"Lens": lens, "Material": self.say(material) if feature == "share limits" or self.maybe(0.7) else None}
                if lens == "traced":
                    row["Origin material"] = self.say(self.pick(sources))
                row["Group"] = self._limited(feature, lens)
                places = [self._home(n) for n in self._nodes(material)]
                row["Destination"] = self.pick(
                    [None, None, "each", *map(self.say, self._nodes(material)), *map(self.say, sorted({*places} - {"unknown"}))]
                )
                if row["Group"] == "each foreign country":
                    row["Destination"] = self.pick([None, "each", self.say(self.pick(self._nodes(material)))])
                    if row["Destination"] not in (None, "each"):
                        matched = meaning.nodes_of(key(material), str(row["Destination"]))
                        if len({meaning.country[n] for n in matched}) != 1:
                            row["Destination"] = "each"
                row["Year"] = self.pick(self.years) if self.maybe(0.2) else None
                row["Basis"] = self.pick([None, "quantity", "value", "value"])
                row["Penalty"] = self.amount(1, 30) if self.maybe(0.35) and "tight" not in self.has else None
                row["Maximum"] = self.amount(0.35, 0.9, 2)
                if feature == "share limits" and lens != "traced" and self.maybe(0.3):
                    self._floor(row, meaning, material)
                self.book["Share limits"].append(row)
        self._tidy("Share limits")

    def _limited(self, feature: str, lens: str | None) -> object:
        if feature == "each" or (feature == "traced" and self.maybe(0.2)):
            each = ["each supplier"] if lens == "owner" else ["each country", "each foreign country", "each supplier"]
            return self.pick([*each, "each owner"] if lens == "owner" else each)
        choices = [*sorted(set(self.home.values()) - {"unknown"}), *self.groups, *self.groups, self.pick(self.suppliers)]
        if lens == "owner":
            choices += sorted(set(self.owned.values()) - {"unknown"}) * 2
        return self.say(self.pick(choices))

    def _floor(self, row: dict[str, object], meaning: Book, material: str) -> None:
        """A Minimum, where something could meet it."""
        inside = meaning.members(row["Group"], "owner" if row["Lens"] == "owner" else "location", "Minimum")
        wanted = row.get("Destination")
        nodes = meaning.nodes_of(key(material), None if wanted in (None, "each") else str(wanted))
        if any(arc.offer[0] in inside for n in nodes for arc in meaning.into(n, key(material))):
            row["Minimum"] = self.amount(0.05, 0.25, 2)
            if self.maybe():
                del row["Maximum"]

    def _source_limits(self) -> None:
        for _ in range(1 if "source limits" in self.has else 0):
            material = self.pick(self.materials)
            makers = self.made[material]
            group = self.pick([None, None, self.home[makers[0]], *self.groups])
            row = {
                "Material": self.say(material),
                "Group": group and self.say(group),
                "Year": self.pick(self.years) if self.maybe(0.2) else None,
            }
            if self.maybe(0.6):
                row["Minimum"] = self.rng.randint(1, max(1, min(2, len(makers)))) if group is None else 1
                row["Minimum share"] = self.amount(0.02, 0.3, 2) if self.maybe(0.6) else None
            if "Minimum" not in row or self.maybe(0.4):
                row["Maximum"] = self.rng.randint(max(int(row.get("Minimum", 1)), 1), max(2, len(makers)))
            self.book["Source limits"].append(row)
        self._tidy("Source limits")

    def _settings(self) -> None:
        rng = self.rng
        values = {"First year": self.years[0], "Last year": self.years[-1] if len(self.years) > 1 or self.maybe() else None}
        values["Discount rate"] = self.amount(0.02, 0.12, 2) if len(self.years) > 1 and self.maybe(0.6) else None
        values["Crisis months"] = self.months
        values["Base shortage allowed"] = rng.choice(["yes", True, 1]) if "base shortage" in self.has else rng.choice([None, "no"])
        values["Default lane"] = self.default
        values["Attack budget"] = self.budget
        if "risk" in self.has:
            values["Model"] = rng.choice(["standard", "standard", "worst-case", "risk-averse", None])
            values["Risk aversion"] = self.amount(0.2, 1, 1) if self.maybe(0.6) else None
            values["CVaR level"] = rng.choice([None, 0, 0.5, 0.8, 0.9])
        values["Title"] = self.pick([None, None, "A random book"])
        values["Currency"] = self.pick([None, None, "EUR"])
        self.book["Settings"] = [{"Name": setting, "Value": value} for setting, value in values.items() if value is not None]

    def _bare(self) -> None:
        """Leave out the sheets that may be missing without changing what the book means."""
        if all(place(m) == place(c) for m, c in self.markets.items()):
            self.book["Markets"] = []
        by_value = any(row.get("Basis") == "value" for row in self.book["Share limits"])
        if not self.book["Stockpiles"] and not by_value:
            self.book["Materials"] = []
