"""What-if edits as values: what to change, said before there is a case to change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from resilience_opt.case.case import Case
from resilience_opt.case.names import nearest

#: The methods of a case that give another case.
EDITS = tuple(name for name in vars(Case) if name.startswith(("with_", "without_")))


@dataclass(frozen=True)
class Edit:
    """Edits of a case, one after the other: the methods of :class:`Case` by the same names.

    Made from :data:`edit`. It is called with a case and gives the edited one. Unlike a lambda it can be compared, printed and pickled.

    Attributes
    ----------
    steps : tuple of (name of a method of Case, positional arguments, keyword arguments as pairs)

    Examples
    --------
    >>> edit.without_supplier("Dowa").with_setting("Discount rate", 0.05)
    edit.without_supplier('Dowa').with_setting('Discount rate', 0.05)
    """

    steps: tuple[tuple[str, tuple[Any, ...], tuple[tuple[str, Any], ...]], ...] = ()

    def __call__(self, case: Case) -> Case:
        """The edited case.

        Raises
        ------
        InputError
            If the result is not a valid case.
        """
        for name, positional, keywords in self.steps:
            case = getattr(case, name)(*positional, **dict(keywords))
        return case

    def __getattr__(self, name: str) -> Callable[..., Edit]:
        if name not in EDITS:
            similar = nearest(name, EDITS)
            raise AttributeError(f"a case has no edit '{name}'" + (f"; did you mean '{similar}'?" if similar else ""))

        def step(*positional: Any, **keywords: Any) -> Edit:
            return Edit((*self.steps, (name, positional, tuple(keywords.items()))))

        return step

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *EDITS})

    def __repr__(self) -> str:
        return "edit" + "".join(
            f".{name}({', '.join([*map(repr, positional), *(f'{k}={v!r}' for k, v in keywords)])})" for name, positional, keywords in self.steps
        )


#: The edit that changes nothing, from which others are made: ``edit.with_share_limit("China", maximum=0.5)``.
edit = Edit()
