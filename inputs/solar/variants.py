"""What the floor for allied makers costs in the glut and before it: ``python -m inputs.solar.variants`` prints the table of docs/cases/solar.md."""

from __future__ import annotations

import resilience_opt as ro

from ..casebook import FOLDER
from ..figure import Figure, Row, with_note
from .__main__ import BOOK
from .facts import POLY, POLY_ALLIED_2023, POLY_CHINA_2023, YEARS
from .makers import ALLIED_POLY, CN_POLY, HEMLOCK, OCI_MALAYSIA, WACKER
from .offers import OFFERS

FLOORS = (0.0, 0.4, 0.6, 0.7, 0.75)
PRICES_2023: dict[str, Figure] = {CN_POLY: POLY_CHINA_2023} | dict.fromkeys((HEMLOCK, WACKER, OCI_MALAYSIA), POLY_ALLIED_2023)


def before_the_glut(case: ro.Case) -> ro.Case:
    """The case at the prices of polysilicon of March 2023."""
    rows: list[Row] = [{**row, "Unit cost": PRICES_2023[str(row["Supplier"])]} for row in OFFERS if row["Material"] == POLY]
    return case.with_rows("Offers", [with_note(row) for row in rows])


def with_floor(case: ro.Case, share: float) -> ro.Case:
    """The case with another floor in every year, or with none."""
    bare = case.without_rows("Share limits", lambda row: row.get("Group") == ALLIED_POLY)
    if not share:
        return bare
    return bare.with_rows("Share limits", [{"Group": ALLIED_POLY, "Material": POLY, "Year": year, "Minimum": share} for year in YEARS])


def main() -> None:
    """Solve every variant and print one line for each."""
    glut = ro.read_case(FOLDER / BOOK.file)
    print("prices   floor  cost, M USD  of the floor, M USD  allied, t a year  USD for a tonne more")
    for name, case in (("2023", before_the_glut(glut)), ("glut", glut)):
        base, sold = 0.0, 0.0
        for share in FLOORS:
            plan = ro.optimize(with_floor(case, share))
            bought = plan.allocation
            allied = bought[(bought["material"] == POLY) & bought["supplier"].isin([HEMLOCK, WACKER, OCI_MALAYSIA])][
                "quantity"
            ].sum() / len(YEARS)
            if not share:
                base, sold = plan.objective, allied
            more = plan.objective - base
            each = more / len(YEARS) / (allied - sold) if allied > sold + 1 else 0.0
            print(f"{name:7} {share:6.0%} {plan.objective / 1e6:12,.0f} {more / 1e6:20,.0f} {allied:17,.0f} {each:21,.0f}")


if __name__ == "__main__":
    main()
