"""Which mathematics: definitions in models/*.toml, read into a frozen Model."""

from __future__ import annotations

import importlib
import importlib.util
import tomllib
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from resilience_opt.case.case import Case
from resilience_opt.case.models import folder, model_names
from resilience_opt.case.names import nearest
from resilience_opt.errors import ModelError
from resilience_opt.formulation.statement import Family


class Definition(BaseModel):
    """A file of models/: what it extends, its families, its risk measure."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = ""
    extends: str | None = None
    families: list[str] | None = None
    hooks: list[str] = []
    risk: str | None = None
    #: Risk aversion where the workbook leaves it blank.
    risk_aversion: float | None = None


@dataclass(frozen=True)
class Model:
    """A statement of the mathematics: families of rows and a risk measure.

    Attributes
    ----------
    name, title : str
    families : tuple of Family, the risk measure's last
    measure : module with `risk(m, t)`
    risk_name : 'mean-cvar' or 'worst-case'
    risk_aversion : float
        Where the workbook leaves it blank.
    """

    name: str
    title: str
    families: tuple[Family, ...]
    measure: ModuleType
    risk_name: str
    risk_aversion: float

    def aversion(self, case: Case) -> float:
        """Weight of CVaR against the expected cost."""
        stated = case.settings.risk_aversion
        return self.risk_aversion if stated is None else stated


def load_model(name: str) -> Model:
    """The model of a name.

    Raises
    ------
    ModelError
        If there is none, or its file is wrong.
    """
    definition = _read(name, ())
    families = [_family(f) for f in definition["families"]] + [_hook(h) for h in definition["hooks"]]
    risk = definition["risk"]
    measure = importlib.import_module(f"resilience_opt.formulation.risk.{risk.replace('-', '_')}")
    return Model(
        name=name,
        title=definition["title"],
        families=(*families, Family.of(measure, risk)),
        measure=measure,
        risk_name=risk,
        risk_aversion=definition["risk_aversion"],
    )


def _read(name: str, seen: tuple[str, ...]) -> dict[str, Any]:
    names = {n.casefold(): n for n in model_names()}
    known = names.get(name.strip().casefold())
    if known is None:
        close = nearest(name, names.values())
        raise ModelError(f"no model is named '{name}'" + (f"; did you mean '{close}'?" if close else f"; there are {', '.join(names.values())}"))
    if known in seen:
        raise ModelError(f"models/{known}.toml extends itself through {' -> '.join(seen)}")
    try:
        stated = Definition(**tomllib.loads((folder() / f"{known}.toml").read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as fault:
        raise ModelError(f"models/{known}.toml is not a model definition: {fault}") from fault
    base: dict[str, Any] = {"families": [], "hooks": [], "risk": "mean-cvar", "risk_aversion": 0.0, "title": ""}
    if stated.extends:
        base = _read(stated.extends, (*seen, known))
    own = {k: v for k, v in stated.model_dump().items() if v is not None and k not in ("extends", "hooks")}
    return {**base, **own, "hooks": base["hooks"] + stated.hooks}


def _family(name: str) -> Family:
    try:
        module = importlib.import_module(f"resilience_opt.formulation.families.{name.replace('-', '_')}")
    except ModuleNotFoundError as fault:
        raise ModelError(f"no family of constraints is named '{name}'") from fault
    return Family.of(module, name)


def _hook(path: str) -> Family:
    """Rows of one's own, from a Python file beside the definition."""
    file = folder() / path
    spec = importlib.util.spec_from_file_location(f"resilience_opt_hook_{file.stem}", file)
    if spec is None or spec.loader is None or not file.exists():
        raise ModelError(f"models/{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return Family.of(module, file.stem)
