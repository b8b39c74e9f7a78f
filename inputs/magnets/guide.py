"""The first sheet: the question, how to read the workbook, and what to be careful with."""

from __future__ import annotations

GUIDE: list[tuple[str, str]] = [
    ("title", "Rare-earth magnets of South Korea, Japan and the United States, 2026 to 2028"),
    ("head", "The question"),
    (
        "text",
        "South Korea has nearly nine of ten magnets from China, the United States three of four, Japan one of three. What should each buy, build and "
        "store until 2028, so that a cut like that of April 2025 stops no line and a year's ban leaves essential users whole, at the least cost?",
    ),
    ("text", "The chain: oxides of neodymium and praseodymium, oxides of dysprosium and terbium, and the magnets made from both."),
    ("head", "Reading order"),
    ("text", "Demand; Suppliers, Offers and Recipes; Lanes (what is not listed is closed); Stockpiles; Share limits; Scenarios, Events and Survival."),
    ("text", "Sources: every figure with where it comes from and how sure it is. The sheet is for people; the software does not read it."),
    ("head", "How sure the figures are"),
    (
        "text",
        "found (primary): read at the agency. found (secondary): read in a page that quotes the agency, company or trade press named. derived: "
        "arithmetic on such figures. estimate: remembered, not found; check it before citing it. assumption: no data; chosen for the reason given.",
    ),
    (
        "text",
        "Found are China's part in each country, China's exports, the fall of April 2025, mine outputs, some plants, duties and the rules of "
        "reserves. The capacities of most new plants, prices of oxide and the use of Japan and South Korea are remembered. Costs outside China, "
        "stores of makers, probabilities and levels of service are assumptions; they carry the result.",
    ),
    ("head", "Caveats"),
    ("text", "Mines are not modelled: the oxide is where a chain begins, and ore of Myanmar and Mount Weld counts where it is separated."),
    ("text", "Metal and alloy are part of the magnet plant. That step too is mostly in China today: the plan is on the hopeful side here."),
    ("text", "One mean magnet stands for all grades. A store of it cannot serve every motor; allow for more."),
    ("text", "The floor price of neodymium and praseodymium is an estimate; the US state pays the difference, the plan counts it as a cost."),
    ("text", "General US duties of 2026 are left out; the duty of 25% on Chinese magnets stands in the transport cost."),
]
