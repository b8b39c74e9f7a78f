"""The first sheet: the question, how to read the workbook, and what to be careful with."""

from __future__ import annotations

GUIDE: list[tuple[str, str]] = [
    ("title", "Batteries of the United States, Japan and South Korea, 2026 to 2030"),
    ("head", "The question"),
    (
        "text",
        "Cells are made at home more and more, and what is inside them is not. Which plants of anode, cathode, electrolyte and lithium should be "
        "qualified, enlarged and paid for, so that the US rules on foreign entities are kept year by year, cells can be looked through to their "
        "graphite and lithium, and grid storage is built through a year's ban, at the least cost?",
    ),
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
        "Found are prices of anode, several anode plants, duties, shares of today, targets and the path of the rules. What a cell is made of, most "
        "capacities and most prices are remembered. Costs of conversion outside China, growth, probabilities and levels of service are assumptions.",
    ),
    ("head", "Caveats"),
    (
        "text",
        "The US rule adds up the cost of all inputs; here it holds for each of cathode, anode and electrolyte by quantity, and a tonne too many costs the "
        "credit of the cells that it is in. A whole plant may lose its credit at once: the plan is on the hopeful side there.",
    ),
    ("text", "Duties of about 160% on Chinese anode were voted down on 12 March 2026 (gulfnews.com) and are not in the workbook; the page of the case tells what they would do."),
    ("text", "Separator and foils are part of making the cell. One mean cell stands for iron phosphate and nickel-rich ones."),
    ("text", "Natural and synthetic anode take each other's place, with new tests each time; the plan swaps them freely once a plant is qualified."),
    ("text", "General US duties of 2026 on other countries are left out, as are all subsidies but the credit in the penalty."),
    ("text", "Recipes and Demand have no column for notes: their pedigree is in Sources alone."),
]
