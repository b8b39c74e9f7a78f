"""Write the workbook of the three together: ``python -m inputs.trilateral`` from the root of the project."""

from __future__ import annotations

from .coalition import THREE, book

TITLE = "Critical minerals of three countries together, 2026 to 2030"

GUIDE: list[tuple[str, str]] = [
    ("title", TITLE),
    ("head", "The question"),
    (
        "text",
        "What do the United States, Japan and South Korea gain if each may draw on the others' reserves of gallium and germanium and on the others' plants, and who gains it?",
    ),
    ("head", "How to read it"),
    (
        "text",
        "The rows are those of critical-minerals.xlsx; its Guide says how to read them. Changed are: Serves on the reserves of the two metals, the scenarios (two hit all three, three hit one of them, as they have so far), and the number of sources, which is left free.",
    ),
    (
        "text",
        "`python -m inputs.trilateral.gains` solves every coalition of the three and prints the table of docs/cases/trilateral.md. A country that stands apart has its own plants and reserves, and its part, by what it uses and does not make, of what others sell; none of the other two's goods.",
    ),
    ("text", "Sources lists every figure with its source and how sure it is; the software does not read that sheet."),
    ("head", "Caveats"),
    ("text", "Together, reserves serve abroad as fast as at home: a few tonnes of metal fly. Reserves of graphite serve at home alone."),
    ("text", "Apart is harder than today: goods cross the borders of the three every day. The table compares with that as well."),
]

BOOK = book(THREE, "trilateral.xlsx", TITLE, GUIDE)

if __name__ == "__main__":
    BOOK.write()
