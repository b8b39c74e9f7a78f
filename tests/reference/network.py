"""A random network: places, materials, demand, offers, stockpiles and lanes."""

from __future__ import annotations

import random

from .book import Book, cell
from .countries import key
from .sheets import COLUMNS

Sheets = dict[str, list[dict[str, object]]]

#: Each feature and how often a book has it.
FEATURES = {
    "years": 0.5,
    "tiers": 0.5,
    "fixed costs": 0.45,
    "qualification": 0.3,
    "expansion": 0.25,
    "minimum take": 0.2,
    "pace": 0.2,
    "windows": 0.15,
    "price breaks": 0.25,
    "groups": 0.5,
    "owners": 0.35,
    "unknown": 0.25,
    "priorities": 0.25,
    "dated demand": 0.2,
    "base shortage": 0.35,
    "lanes": 0.55,
    "closed": 0.15,
    "stockpiles": 0.55,
    "share limits": 0.45,
    "traced": 0.2,
    "each": 0.2,
    "source limits": 0.2,
    "scenarios": 0.7,
    "risk": 0.35,
    "survival": 0.55,
    "attacks": 0.2,
    "readiness": 0.3,
    "spelling": 0.2,
    "bare": 0.2,
    "tight": 0.3,  # numbers that make limits bind
}
COUNTRIES = ["China", "Japan", "Korea, Republic of", "United States", "Germany", "Atlantis"]
SPELLINGS = {
    "China": ["CN", "CHN", "china"],
    "Japan": ["JP", "JPN", "JAPAN "],
    "Korea, Republic of": ["South Korea", "KR", "KOR", "korea,  republic of"],
    "United States": ["US", "USA", "United States of America"],
    "Germany": ["DE", "DEU"],
    "Atlantis": ["ATLANTIS", " atlantis"],
}
NAMES = ["Aster", "Borealis", "Cobb Metals", "Dorado", "Ember", "Fjord"]


def check(book: Sheets) -> str | None:
    """What makes a book invalid among the faults that chance can bring about."""
    meaning = Book(book)
    ends = list(meaning.country)
    for supplier in meaning.suppliers:
        for end in ends:
            for material in meaning.materials:
                ranks = [rank for rank, _ in meaning.lanes(supplier, material, end)]
                if len(set(ranks)) < len(ranks):
                    return f"two lanes hold from {supplier} to {end}"
    for node, materials in meaning.uses.items():
        for material in materials:
            if not meaning.into(node, material):
                return f"nothing delivers {material} to {node}"
    return None


class Network:
    """The part of a random book that says who can make and deliver what."""

    def __init__(self, rng: random.Random, features: set[str] | None) -> None:
        self.rng = rng
        drawn = {feature for feature, chance in FEATURES.items() if rng.random() < chance}
        self.has = drawn if features is None else features
        if self.has & {"survival"} and not self.has & {"scenarios", "attacks"}:
            self.has = self.has | {"scenarios"}
        if features is None:
            if "attacks" in self.has and self.maybe(0.8):
                self.has = self.has | {"stockpiles"}
            if "tight" in self.has and self.maybe(0.75):
                self.has = self.has | {"base shortage"}
        self.book: Sheets = {sheet: [] for sheet in COLUMNS}

    def maybe(self, chance: float = 0.5) -> bool:
        return self.rng.random() < chance

    def pick(self, items: list) -> object:
        return self.rng.choice(items)

    def amount(self, low: float, high: float, digits: int = 0) -> float:
        value = round(self.rng.uniform(low, high), digits)
        return int(value) if digits == 0 else value

    def add(self, sheet: str, **cells: object) -> dict[str, object]:
        row = {c.replace("_", " "): v for c, v in cells.items() if v is not None}
        self.book[sheet].append(row)
        return row

    def say(self, text: str, market: bool = False) -> object:
        """A name as somebody else might type it; a market is not known by the code of a country."""
        if "spelling" not in self.has or self.maybe(0.4):
            return text
        if text.isdigit():
            return int(text)
        if text in SPELLINGS and not market:
            return self.pick(SPELLINGS[text])
        wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
        return self.pick([text.upper(), text.lower(), f"  {text} ", text.replace(" ", "   "), wide])

    def _places(self) -> None:
        rng = self.rng
        self.countries = rng.sample(COUNTRIES, rng.randint(2, 4))
        self.suppliers = NAMES[: rng.randint(2, 6)]
        if "spelling" in self.has and self.maybe(0.4):
            self.suppliers[1] = "301"
        self.home = {}
        for i, supplier in enumerate(self.suppliers):
            self.home[supplier] = self.countries[i] if i < 2 else self.pick(self.countries)
        if "unknown" in self.has and len(self.suppliers) > 2:
            self.home[self.suppliers[-1]] = "unknown"
        self.owners = ["Helios Group", *self.countries, "unknown"] if "unknown" in self.has else ["Helios Group", *self.countries]
        self.owned = {}
        for supplier in self.suppliers:
            owner = self.pick(self.owners) if "owners" in self.has and self.maybe(0.6) else None
            self.owned[supplier] = owner or self.home[supplier]
            self.add(
                "Suppliers",
                Supplier=int(supplier) if supplier.isdigit() else supplier,
                Country=self.say(self.home[supplier]),
                Owner=owner and self.say(owner),
            )
        self.markets = {}
        for i in range(rng.randint(1, 3)):
            country = self.pick(self.countries)
            named = country not in self.markets and self.maybe(0.3)
            market = country if named else f"Plant {i + 1}"
            self.markets[market] = country
            self.add("Markets", Market=market, Country=None if named and self.maybe() else self.say(country))
        self.groups = {}
        if "groups" in self.has:
            near = sorted(set(self.home.values()) - {"unknown"})
            members = rng.sample(near, min(len(near), rng.randint(1, 2)))
            if self.maybe(0.4):
                members.append(self.pick(self.suppliers))
            self.groups["Bloc"] = members
            if self.maybe(0.5):
                self.groups["Club"] = rng.sample(self.suppliers, min(2, len(self.suppliers)))
            for group, inside in self.groups.items():
                for member in inside:
                    self.add("Groups", Group=self.say(group), Member=self.say(member))

    def _materials(self) -> None:
        rng = self.rng
        count = rng.choice([2, 2, 3]) if "tiers" in self.has else rng.choice([1, 1, 2])
        self.materials = ["Ore", "Metal", "Wafer"][:count]
        self.recipes: dict[str, dict[str, float]] = {}
        if "tiers" in self.has:
            self.recipes["Metal"] = {"Ore": self.amount(0.5, 2.0, 1)}
            if count == 3:
                kind = rng.choice(["chain", "chain", "both", "two sources"])
                self.recipes["Wafer"] = {"Metal": self.amount(0.5, 1.5, 1)}
                if kind != "chain":
                    self.recipes["Wafer"]["Ore"] = self.amount(0.2, 0.8, 1)
                if kind == "two sources":
                    del self.recipes["Metal"]
            for output, inputs in self.recipes.items():
                for material, quantity in inputs.items():
                    self.add("Recipes", Output=self.say(output), Input=self.say(material), Quantity=quantity)
        for material in self.materials:
            self.add(
                "Materials",
                Material=material,
                Unit=rng.choice([None, "kg"]),
                Price=self.amount(40, 70) if "tight" in self.has else self.amount(90, 150),
            )

    def _demand(self) -> None:
        finals = [m for m in self.materials if not any(m in inputs for inputs in self.recipes.values())]
        self.need = dict.fromkeys(self.materials, 0.0)
        self.asked: list[tuple[str, str, str]] = []
        for market in self.markets:
            for material in self.materials:
                if material in finals and not (len(finals) > 1 and self.maybe(0.3)) or self.maybe(0.25):
                    self._ask(market, material)
        for market in self.markets:
            if not any(c[0] == market for c in self.asked):
                self._ask(market, finals[-1])
        for output in reversed(self.materials):
            for material, quantity in self.recipes.get(output, {}).items():
                self.need[material] += quantity * self.need[output]

    def _ask(self, market: str, material: str) -> None:
        most = 0.0
        for priority in ["defence", "civil"] if "priorities" in self.has and self.maybe(0.7) else [None]:
            quantity, cost = self.amount(5, 20) * 12, self.amount(60, 300)
            cells = {"Market": self.say(market, market=True), "Material": self.say(material), "Priority": priority, "Shortage_cost": cost}
            self.asked.append((market, material, priority or "all"))
            self.add("Demand", Quantity=quantity, **cells)
            most += quantity
            if "dated demand" in self.has and self.maybe(0.6):
                later = self.amount(5, 22) * 12
                self.add("Demand", Year=self.pick(self.years), Quantity=later, **{**cells, "Shortage_cost": cost + 20})
                most += max(0, later - quantity)
        self.need[material] += most

    def _offers(self) -> None:
        made: dict[str, list[str]] = {m: [] for m in self.materials}
        for i, supplier in enumerate(self.suppliers):
            made[self.materials[i % len(self.materials)]].append(supplier)
        for makers in made.values():
            others = [s for s in self.suppliers if s not in makers]
            while others and (len(makers) < 2 or (len(makers) < 4 and self.maybe(0.4))):
                makers.append(others.pop(self.rng.randrange(len(others))))
        self.made = made
        for material, makers in made.items():
            room = self.need[material] * (self.rng.uniform(1.15, 1.6) if "tight" in self.has else self.rng.uniform(1.5, 2.8))
            parts = [self.rng.uniform(0.5, 1.5) for _ in makers]
            for i, (supplier, part) in enumerate(zip(makers, parts, strict=False)):
                capacity = max(12, round(room * part / sum(parts)))
                row = self.add(
                    "Offers", Supplier=self.say(supplier), Material=self.say(material), Capacity=capacity, Unit_cost=self.amount(5, 30)
                )
                self._offer_details(row, supplier, material, capacity, spare=i > 0)

    def _offer_details(self, row: dict[str, object], supplier: str, material: str, capacity: int, spare: bool) -> None:
        if "fixed costs" in self.has and self.maybe(0.7):
            row["Fixed cost"] = self.amount(20, 600)
        if "qualification" in self.has and spare and self.maybe(0.6):
            row.update({"Qualified": self.pick(["no", "No", False, 0]), "Qualification cost": self.amount(10, 300)})
            if len(self.years) > 1 and self.maybe():
                row["Qualification years"] = 1
        if "minimum take" in self.has and self.maybe():
            row["Minimum take"] = round(capacity * self.rng.uniform(0.1, 0.4))
        if "pace" in self.has and self.maybe():
            row["Maximum change"] = round(capacity * self.rng.uniform(0.4, 0.8))
            if self.maybe(0.7):
                row["Current volume"] = round(capacity * self.rng.uniform(0.2, 0.6))
        if "expansion" in self.has and self.maybe():
            row.update({"Expansion limit": round(capacity * self.rng.uniform(0.2, 0.6)), "Expansion cost": self.amount(1, 20)})
            if self.maybe(0.4):
                row["Expansion years"] = 1
        if "windows" in self.has and spare and self.maybe(0.6):
            if self.maybe():
                row["From year"] = self.pick(self.years)
            else:
                row["To year"] = self.pick(self.years)
        if "readiness" in self.has and self.maybe(0.7):
            row.update({"Standby": self.amount(0.2, 1, 1) if self.maybe() else None, "Surge": self.amount(0.1, 0.5, 1)})
            row.update({"Surge premium": self.amount(0.1, 1, 1) if self.maybe(0.6) else None, "Ramp months": self.pick([None, 1, 2])})
        recipe = self.recipes.get(material)
        if recipe and self.maybe(0.15):
            if spare and self.maybe(0.4):
                first = next(iter(recipe))
                self.add("Recipes", Output=material, Input=first, Quantity=0, Supplier=self.say(supplier))
            else:
                for item, quantity in recipe.items():
                    self.add("Recipes", Output=material, Input=item, Quantity=round(quantity * 0.8, 2), Supplier=self.say(supplier))

    def _nodes(self, material: str | None = None) -> list[str]:
        """The names of nodes, all or those that use a material."""
        used = Book(self._settled()).uses
        named = [("market", n) for n in self.markets] + [("supplier", n) for n in self.suppliers]
        return [n for kind, n in named if material is None or key(material) in used.get((kind, key(n)), []) if (kind, key(n)) in used]

    def _settled(self) -> Sheets:
        settings = [{"Name": "First year", "Value": self.years[0]}, {"Name": "Last year", "Value": self.years[-1]}]
        return {**self.book, "Settings": self.book["Settings"] or settings}

    def _stockpiles(self) -> None:
        self.reserves: list[str] = []
        if "stockpiles" not in self.has:
            return
        for i in range(self.rng.randint(1, 2)):
            material = self.pick(self.materials)
            users = self._nodes(material)
            homes = sorted({self._home(n) for n in users} - {"unknown"})
            if not homes:
                continue
            top = max(12, round(self.need[material] * self.rng.uniform(0.3, 0.8)))
            row = self.add(
                "Stockpiles",
                Stockpile=f"Reserve {i + 1}",
                Material=self.say(material),
                Country=self.say(self.pick(homes)),
                Maximum_level=top,
            )
            self.reserves.append(f"Reserve {i + 1}")
            if self.maybe(0.6):
                row["Serves"] = self.pick(["; ".join(users), self.pick(users), "; ".join(map(str, map(self.say, homes)))])
            row.update(
                {
                    "Opening level": round(top * self.rng.uniform(0.1, 0.6)) if self.maybe() else None,
                    "Maximum build": round(top * self.rng.uniform(0.4, 1)) if self.maybe(0.3) else None,
                    "Holding cost": self.amount(0.5, 4, 1) if self.maybe(0.8) else None,
                    "Loss": self.amount(0.02, 0.2, 2) if self.maybe(0.4) else None,
                    "Release limit": round(top * self.rng.uniform(0.04, 0.25)) if self.maybe(0.4) else None,
                    "Response months": 1 if self.maybe(0.15) else None,
                    "Fixed cost": self.amount(10, 200) if self.maybe(0.35) else None,
                }
            )
            if self.maybe(0.4):
                row["Minimum level"] = round(top * self.rng.uniform(0.05, 0.3))
                row["Minimum from year"] = self.pick([None, self.years[-1]])
            if "tight" in self.has and self.maybe(0.7):
                row["Opening level"] = round(top * self.rng.uniform(0.2, 0.5))
                row["Minimum level"] = round(top * self.rng.uniform(0.2, 0.6))
                row["Release limit"] = max(1, round(top * self.rng.uniform(0.02, 0.12))) if self.maybe() else None
                row["Maximum build"] = round(top * self.rng.uniform(0.15, 0.5)) if self.maybe() else None
        self._tidy("Stockpiles")

    def _home(self, node: str) -> str:
        return self.markets.get(node) or self.home[node]

    def _tidy(self, sheet: str) -> None:
        self.book[sheet] = [{c: v for c, v in row.items() if v is not None} for row in self.book[sheet]]

    def _lanes(self) -> None:
        rng = self.rng
        self._tidy("Offers")
        self.corridors: list[str] = []
        homes = sorted(set(self.home.values()))
        ends = [*self._nodes(), *self.reserves, *self.countries, *self.groups, "abroad", "abroad", "*"]
        rows = []
        if "closed" in self.has:
            self.default = "closed"
            starts = ["*"] if self.maybe(0.3) else homes
            rows += [{"From": self.say(start), "To": "*", "Lead months": rng.choice([None, None, 1])} for start in starts]
        else:
            self.default = rng.choice([None, "open"])
        if "lanes" in self.has:
            if self.maybe(0.5) and not rows:
                rows.append({"From": "*", "To": "*", "Transport cost": self.amount(0.5, 3, 1)})
            for _ in range(rng.randint(1, 5)):
                start = rng.choice([*self.suppliers, *homes, *self.groups, "*"])
                row = {
                    "From": self.say(start),
                    "To": self.say(rng.choice(ends)),
                    "Transport cost": self.amount(0.5, 8, 1) if self.maybe(0.7) else None,
                }
                row["Material"] = self.say(rng.choice(self.materials)) if self.maybe(0.25) else None
                row["Tariff"] = self.amount(0.05, 0.4, 2) if self.maybe(0.4) else None
                row["Lead months"] = rng.choice([1, 1, 2, 3]) if self.maybe(0.4) else None
                row["Corridor"] = self.say(rng.choice(["Canal", "Strait"])) if self.maybe(0.55) else None
                row["Open"] = rng.choice(["no", False]) if self.maybe(0.12) else None
                rows.append(row)
        for row in rows:
            self.book["Lanes"].append({c: v for c, v in row.items() if v is not None})
            trial = self._settled()
            trial["Settings"] = [*trial["Settings"], {"Name": "Default lane", "Value": self.default}]
            fault = check(trial)
            if fault and not (self.default == "closed" and fault.startswith("nothing")):
                self.book["Lanes"].pop()
        for row in list(self.book["Lanes"]) if self.default == "closed" else []:
            self.book["Lanes"].remove(row)
            trial = self._settled()
            trial["Settings"] = [*trial["Settings"], {"Name": "Default lane", "Value": self.default}]
            if check(trial) or self.maybe(0.6):
                self.book["Lanes"].append(row)
        self.corridors = sorted({str(cell(row, "Corridor")) for row in self.book["Lanes"] if cell(row, "Corridor")})
        trial = self._settled()
        trial["Settings"] = [*trial["Settings"], {"Name": "Default lane", "Value": self.default}]
        if check(trial):
            self.default = None
            if check(self._settled()):
                self.book["Lanes"] = []

    def _price_breaks(self) -> None:
        for row in self.book["Offers"] if "price breaks" in self.has else []:
            if not self.maybe():
                continue
            kind, cost = self.pick([None, "all units", "incremental"]), float(row["Unit cost"])
            start = 0.0
            for _ in range(self.rng.randint(1, 2)):
                start += round(float(row["Capacity"]) * self.rng.uniform(0.15, 0.4))
                rise = kind == "incremental" and self.maybe(0.3)
                cost = round(cost * (self.rng.uniform(1.02, 1.2) if rise else self.rng.uniform(0.75, 0.97)), 2)
                cells = {"Supplier": row["Supplier"], "Material": row["Material"], "From_quantity": start, "Unit_cost": cost, "Kind": kind}
                self.add("Price breaks", **cells)
