"""The measure of risk from its definition: losses in order, the worst first."""

from __future__ import annotations

from collections.abc import Sequence


def expected(losses: Sequence[float], probability: Sequence[float]) -> float:
    """The mean cost of a year's crises; the undisturbed year costs nothing.

    >>> expected([10.0, 100.0], [0.1, 0.05])
    6.0
    """
    return sum(p * loss for p, loss in zip(probability, losses, strict=True))


def worst_mean(losses: Sequence[float], probability: Sequence[float], level: float) -> float:
    """CVaR: the mean of the worst cases, which together have the probability `1 - level`.

    Losses are taken from the worst on until that much probability is used up; the undisturbed year, with what
    probability is left, is one of them.

    >>> round(worst_mean([10.0, 100.0], [0.1, 0.05], 0.95), 9), round(worst_mean([10.0, 100.0], [0.1, 0.05], 0.8), 9)
    (100.0, 30.0)
    """
    left = tail = 1 - level
    found = 0.0
    for loss, chance in sorted([*zip(losses, probability, strict=True), (0.0, max(0.0, 1 - sum(probability)))], reverse=True):
        taken = min(left, chance)
        found += taken * loss
        left -= taken
    return found / tail


def risk(losses: Sequence[float], probability: Sequence[float], measure: str, aversion: float, level: float) -> float:
    """Risk of one year's crises [money], by the measure of the model: `worst-case`, or expectation and CVaR weighed by the aversion."""
    if measure == "worst-case":
        return max([0.0, *losses])
    return (1 - aversion) * expected(losses, probability) + aversion * worst_mean(losses, probability, level)
