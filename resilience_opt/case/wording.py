"""How a column is told to a planner: its kind, unit, bounds and blank in words, for the template's notes and the manual."""

from __future__ import annotations

from resilience_opt.case.schema import Column, Referent

#: Units of the schema, in words. `money` is in the currency of Settings.
UNITS = {
    "unit": "units of the material",
    "unit/year": "units of the material a year",
    "unit/month": "units of the material a month",
    "unit of input/unit": "units of input for one unit of output",
    "money": "money",
    "money/year": "money a year",
    "money/unit": "money per unit of the material",
    "money per unit/year": "money per unit of yearly capacity",
    "money per unit and year": "money per unit of the material and year",
    "a year": "per year",
    "years": "years",
    "months": "months",
    "month": "month of the crisis",
}

_REFERENTS: dict[Referent, str] = {
    "supplier": "supplier",
    "material": "material",
    "market": "market",
    "stockpile": "stockpile",
    "group": "group",
    "country": "country",
    "owner": "owner",
    "scenario": "scenario",
    "corridor": "corridor",
    "priority": "class of demand",
    "target": "thing of the row's Kind",
}

_KINDS = {
    "text": "text",
    "name": "a name",
    "country": "a country, by name or ISO code, or `unknown`",
    "owner": "a country or a company, or `unknown`",
    "number": "a number",
    "share": "a share, such as 30% or 0.3",
    "whole": "a whole number",
    "year": "a year",
    "yesno": "yes or no",
}


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def kind_words(column: Column) -> str:
    """What a cell of the column may hold.

    >>> kind_words(Column("To", "refer", "", to=("market", "country"), words=("*",)))
    'a market or country, or `*`'
    """
    words = [f"`{word}`" for word in column.words]
    if column.kind == "choice":
        return _either(words)
    if column.kind not in ("refer", "refers"):
        return _KINDS[column.kind]
    named = _either([_REFERENTS[referent] for referent in column.to])
    if column.kind == "refers":
        return f"names, each a {named}, separated by ;"
    article = "an" if named[0] in "aeiou" else "a"
    return f"{article} {named}, or {_either(words)}" if words else f"{article} {named}"


def value_words(column: Column, value: object) -> str:
    """A value as a planner would type it.

    >>> value_words(Column("Loss", "share", ""), 0.05)
    '5%'
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{100 * value:g}%" if column.kind == "share" else f"{value:g}"
    return str(value)


def bounds_words(column: Column) -> str:
    """Between what the number must lie; '' where there are no bounds.

    >>> bounds_words(Column("Loss", "share", "", low=0, high=1))
    '0% to 100%'
    """
    low, high = (None if bound is None else value_words(column, bound) for bound in (column.low, column.high))
    if low is not None and high is not None:
        return f"{low} to {high}"
    if low is not None:
        return f"at least {low}"
    return "" if high is None else f"at most {high}"


def unit_words(column: Column) -> str:
    """The unit in words; '' where the column has none."""
    return UNITS.get(column.unit, column.unit)


def blank_words(column: Column) -> str:
    """What a blank cell means; 'not allowed' for a required column.

    >>> blank_words(Column("Qualified", "yesno", "", default=True))
    'yes'
    """
    if column.required:
        return "not allowed"
    if column.blank:
        return column.blank
    return "nothing" if column.default is None else value_words(column, column.default)


def plain(text: str) -> str:
    """The text without the marks of a manual: `each` becomes 'each'."""
    return text.replace("`", "'")


def note(column: Column) -> str:
    """The note that explains a column: whether it is required, its meaning, unit, bounds and blank."""
    lines = ["Required." if column.required else "Optional.", column.meaning]
    allowed = kind_words(column)
    bounds = bounds_words(column)
    lines.append(f"Holds {allowed}{', ' + bounds if bounds else ''}.")
    if column.unit:
        lines.append(f"Unit: {unit_words(column)}.")
    if not column.required:
        lines.append(f"Blank: {blank_words(column)}.")
    return plain("\n".join(lines))
