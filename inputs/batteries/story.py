"""What the page of the case says beside its tables."""

from __future__ import annotations

from ..story import Story
from .facts import ANODE, ANODE_CHINA, ANODE_US, CELLS
from .trade import JAPAN_DAYS, KOREA_DAYS, PARTS_301
from .what_if import what_if

STORY = Story(
    question=(
        "US law pays 35 USD for each kWh of cells made at home, if little enough inside them comes from foreign entities of concern: at most 40% of "
        "components in 2026, 15% in 2030. China makes more than nine of ten tonnes of anode. **Which plants should be qualified, enlarged and "
        "paid for, so that the rules are kept year by year, cells can be looked through to their graphite and lithium, and grid storage is built through a "
        "year's ban, at the least cost?** Plants are seen in three ways: where they stand, who owns them (BTR's plant in Indonesia and a joint plant in Gumi pass "
        "the first test and fail the second), and what their product carries."
    ),
    figures=(
        "Six stages: flake, lithium hydroxide, cathode, anode, electrolyte, cells. New anode plants take one to three more years of the two to five that "
        "qualification takes in all. A tonne of a component over the limit costs the credit of the cells that it is in. The duties of about 160% "
        "on Chinese anode were voted down in March 2026 and are not in the workbook; what they would do is told below."
    ),
    says=(
        "**The cells are the easy part; the anode is the bottleneck.** US plants make nearly all that the United States needs. Cathode and "
        "electrolyte from South Korea and Japan keep the rule with room to spare. For anode there is not enough in the world outside Chinese "
        "ownership: the plan gives Sejong's and Pohang's whole output to US plants and lets South Korea's own plants live on Chinese anode as far as their own limit "
        "allows, later on BTR's in Indonesia, which counts as Indonesian there. Musical chairs: the same tonnes, each on the chair where its owner is not asked. "
        "Every new plant of anode is qualified and Vidalia is enlarged; until they deliver, credit is lost in 2027."
    ),
    costs=(
        "The rules cost 1.18 billion USD over five years, 2.3% of the bill; about a third of it is credit that is lost because the anode does not exist yet. Survival "
        "adds 0.07%: what the rules have built is most of what a ban asks for."
    ),
    shares=(
        "In the last year of each limit; the traced row is that of lithium. The cheapest plan keeps the ownership limit on cells, cathode and electrolyte of US plants without being asked in 2030; "
        "what it breaks is anode, the look-through to lithium, and the home shares of Japan and South Korea."
    ),
    survives=(
        "Grid storage is served in full through all three. In a year's ban of 2030 vehicles get 60% (Japan, South Korea) to 71% (United States) in the worst month, and "
        "the level that is required for six months is held for all twelve."
    ),
    change=(
        "The limits on anode are the dearest by far. In 2026 and 2027 a point costs 55 to 59 million USD, because hardly any more anode can be had for it and credit is lost instead; "
        "from 2028, with new plants, 10 to 15 million. A tonne more of yearly capacity at Sejong or Pohang would be worth over 80,000 USD in the five years, twenty times the "
        "price of anode.\n\n"
        "The second table asks what a reader asks next. Without rules, duties of 160% would cost buyers 360 million and lower the Chinese-owned part of US anode from 87% to 63% "
        "in 2026; the rules cost 600 million and lower it to 42%. Both together cost less than their sum. An ownership test costs about 530 million more than a test "
        "of location, and a year's delay of the new plants 750 million: speed is worth more than any wording of the rule."
    ),
    finals=(CELLS, ANODE),
    rests_on=(
        ("anode made in China, USD a t", ANODE_CHINA),
        ("anode made in the US, USD a t", ANODE_US),
        ("duty on parts, graphite and cells of China", PARTS_301),
        ("reserve of rare metals in South Korea, days", KOREA_DAYS),
        ("reserve in Japan, days", JAPAN_DAYS),
    ),
    asked=what_if,
)
