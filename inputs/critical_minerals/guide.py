"""The first sheet: the question, how to read the workbook, and what to be careful with."""

from __future__ import annotations

GUIDE: list[tuple[str, str]] = [
    ("title", "Critical minerals of the United States, Japan and South Korea, 2026 to 2030"),
    ("head", "The question"),
    (
        "text",
        "What should the three countries buy from whom, which new plants should they qualify and help to grow, and what should they keep in reserve, "
        "so that China's part falls as planned, defence and essential users live through a year's ban, and the bill is the smallest?",
    ),
    ("text", "Three chains: gallium; germanium; and natural flake graphite, made into spherical graphite and then into anode material."),
    ("head", "Reading order"),
    ("text", "1. Settings: years, length of a crisis, discount rate."),
    ("text", "2. Demand: what each country uses, by priority class; the shortage cost is what a missing unit costs its users."),
    (
        "text",
        "3. Suppliers, Offers, Recipes, Lanes: who makes what, where it stands, who owns it, at what cost and with what delay; lanes that "
        "are not listed are closed.",
    ),
    ("text", "4. Stockpiles: the reserves as days of cover; the plan chooses the level between minimum and maximum."),
    ("text", "5. Share limits: the same country seen in three ways: where a plant stands, who owns it, where its flake was mined."),
    ("text", "6. Scenarios, Events, Survival: what may happen, and who must be served how long."),
    (
        "text",
        "7. Sources: every figure of the workbook with its source and how sure it is. The sheet is for people; the software does not read it.",
    ),
    ("head", "How sure the figures are"),
    (
        "text",
        "found (primary): read at the agency. found (secondary): read in a page that quotes the agency, company or trade press named. "
        "derived: arithmetic on such figures. "
        "estimate: remembered, not found; check it before citing it. assumption: no data; chosen for the reason given. Arithmetic on an "
        "estimate or an assumption says so.",
    ),
    ("text", "Demand, Recipes and Price breaks have no column for notes: their pedigree is in Sources alone."),
    (
        "text",
        "Costs of gallium and germanium outside China, costs of qualification, spherical graphite and flake per mine, freight, "
        "probabilities and levels of service are assumptions. "
        "They carry the result: change them and solve again.",
    ),
    ("head", "Caveats"),
    (
        "text",
        "China's ban on gallium, germanium and other materials to the United States is suspended until 27 November 2026; what follows was "
        "not known when the figures were gathered (24 November 2026).",
    ),
    (
        "text",
        "Use of anode material is of an order of magnitude only: it is reckoned from values of imports that hold other graphite too, and "
        "from an assumed part of natural graphite.",
    ),
    (
        "text",
        "What China sells of gallium is what it sold before licences began in August 2023. Japan has had about a fifth of that or less "
        "since (daily8.com); that state is the long cut.",
    ),
    (
        "text",
        "Current volume is what each source delivered to the three countries, of gallium and germanium before those licences; where only shares of the trade "
        "are known, it is these shares of what the countries use. A blank is a source that delivers nothing to them yet. It is what optimize exposure looks at; "
        "a plan heeds it only where Maximum change is given.",
    ),
    (
        "text",
        "US duties changed in 2026 and may have changed again: the duty on anode material from every country is an assumption; gallium and "
        "germanium are taken to be free of it.",
    ),
    ("text", "Figures for natural graphite differ between agencies by up to a third; germanium outside China is not published by plant."),
    ("text", "One supplier may stand for several: China's producers of each material are one supplier; its note says so."),
    (
        "text",
        "Synthetic anode material of South Korea and the United States may replace natural. China's synthetic material is left out: it "
        "would pass the limit on traced flake.",
    ),
    (
        "text",
        "Duties on anode material of China, Indonesia and Sejong are part of the transport cost, because a tariff applies to an offer's "
        "own unit cost, which for anode material is the cost of conversion.",
    ),
    ("text", "Demand of gallium and germanium is level over the years: growth is met in the scenario of a demand rise."),
]
