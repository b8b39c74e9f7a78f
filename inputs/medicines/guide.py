"""The first sheet: the question, how to read the workbook, and what to be careful with."""

from __future__ import annotations

GUIDE: list[tuple[str, str]] = [
    ("title", "Penicillins and cephalosporins of Japan and the United States, 2026 to 2030"),
    ("head", "The question"),
    (
        "text",
        "A capsule filled in Tennessee or Odawara carries penicillin fermented in Inner Mongolia. How large should the one-year stores be, what should "
        "the restarted plants make, and whose files should be approved, so that severe illness is treated through an eight-month shortage and through a "
        "year without Chinese penicillin, at the least cost?",
    ),
    ("text", "Two chains: penicillin G, 6-APA, amoxicillin, doses; and 7-ACA, cephalosporins for injection."),
    ("head", "How sure the figures are"),
    (
        "text",
        "found (primary): read at the agency. found (secondary): read in a page that quotes the agency, company or trade press named. derived: "
        "arithmetic on such figures. estimate: remembered, not found; check it before citing it. assumption: no data; chosen for the reason given.",
    ),
    (
        "text",
        "Found are Japan's need of penicillin G, the plan for Gifu, the subsidy, the one-year stores, and that nearly all of it comes from China. "
        "No price and no tonnage of 6-APA, 7-ACA or cephalosporins was found: they are remembered or assumed, and carry the result.",
    ),
    ("head", "Caveats"),
    ("text", "Shelf life is a yearly loss of the store; a store is not followed batch by batch."),
    ("text", "All of Japan's penicillins are counted as amoxicillin; all injections as one cephalosporin."),
    ("text", "Side chains and enzymes, also from China for the most part, are not modelled: the plan is on the hopeful side there."),
    ("text", "Approvals are by supplier, not by market: Indian substance that is approved in the United States may still need Japan's approval; lanes leave it out."),
    ("text", "Sources holds every figure with where it comes from. The sheet is for people; the software does not read it."),
]
