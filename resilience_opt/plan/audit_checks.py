"""Every check of the audit by name: a plan is rejected when one of them fails, and nothing else is checked."""

from __future__ import annotations

from enum import Enum


class Check(Enum):
    """A check: the numbered statement of the mathematics that it belongs to (or what else it looks at), and what it says."""

    def __init__(self, statement: str, text: str) -> None:
        self.statement = statement
        self.text = text

    ONE_NUMBER = "tables", "every number stands once, for something that is decided"
    NOT_NEGATIVE = "tables", "a quantity is a number and not negative"
    YES_OR_NO = "tables", "a decision is yes or no"
    NOTHING_FORGOTTEN = "workbook", "the plan knows of everything that the workbook says, and of nothing else"
    LANE_OPEN = "workbook", "nothing is delivered where no lane is open"
    SERVED = "workbook", "a stockpile supplies only those whom it serves"

    WITHIN_YEARS = "1", "an offer is under contract only within its years"
    QUALIFIED_FIRST = "1", "an offer is under contract only once qualified"
    QUALIFIED_ONCE = "1", "qualification is paid for once"
    CAPACITY_BOUGHT = "2", "capacity is contracted or bought in time"
    CAPACITY_CONTRACTED = "2", "capacity needs a contract"
    EXPANSION_LIMIT = "2", "expansion stays within its limit"
    WITHIN_CAPACITY = "2", "shipments stay within capacity"
    MINIMUM_TAKE = "3", "the minimum take is taken"
    PACE = "4", "shipments change within the pace"
    DEMAND_MET = "5", "markets receive what they need"
    SHORTAGE_ALLOWED = "5", "shortages of a normal year are allowed"
    RECIPE_MET = "6", "suppliers receive what their recipes need"
    STOCK_BALANCE = "7", "stock balances"
    STOCK_MINIMUM = "7", "stock reaches its minimum"
    STOCK_MAXIMUM = "7", "stock stays within its maximum"
    BUILD_LIMIT = "7", "stock is built within its limit"
    DRAW_LIMIT = "7", "stock is drawn within its limit"

    SHARE_MAXIMUM = "8", "a share stays within its maximum"
    SHARE_MINIMUM = "8", "a share reaches its minimum"
    TAG_WITHIN_DELIVERY = "8", "no more is booked than is delivered"
    TAG_POSSIBLE = "8", "only what can carry the origin is booked"
    TAG_PASSED_ON = "8", "what carries the origin is passed on"
    KEPT_BALANCE = "8", "a stockpile hands on what it was given"
    KEPT_WITHIN_LEVEL = "8", "no more is booked on a stock than is in it"
    HANDED_WITHIN_DRAW = "8", "no more is handed on than is drawn"
    SHARE_REPORTED = "8", "shares are what is reported"
    SOURCES_MOST = "9", "there are at most so many sources"
    SOURCES_LEAST = "9", "there are at least so many sources"
    SOURCE_COUNTED = "9", "what counts as a source is one"
    VOLUME_SPLIT = "10", "price breaks split the shipment"
    VOLUME_REACHED = "10", "volume stands only at prices that are reached"
    VOLUME_CHARGED = "10", "the price charged is that of the volume"

    SUPPLY = "11", "offers dispatch what is left to them"
    TOO_LATE = "11", "nothing is sent that comes too late"
    PASSAGE = "12", "hindered passages carry their share"
    CRISIS_DEMAND = "13", "markets in a crisis are served or short"
    SHORTAGE_WITHIN_DEMAND = "13", "no more is short than is needed"
    CRISIS_RECIPE = "14", "suppliers in a crisis have their inputs"
    RELEASE_WITHIN_STOCK = "15", "no more is released than is in store"
    RELEASE_LIMIT = "15", "releases stay within their limit"
    RESPONSE = "15", "nothing is released before the response"
    BEYOND_THE_PLAN = "16", "what goes beyond the plan is counted"
    SURVIVAL = "17", "what must be survived is survived"
    ADVERSARY = "adversary", "no set of attacks within the budget breaks the plan"

    CRISIS_COST = "costs", "the cost of every crisis is what it takes"
    COST = "costs", "the cost is what the plan takes"
    OBJECTIVE = "costs", "the objective is what the plan costs"
    BOUND = "costs", "the plan costs no less than the proven bound"
    GAP = "costs", "the gap is that of the objective and the bound"
    GAP_ASKED = "costs", "the gap is within what was asked"
