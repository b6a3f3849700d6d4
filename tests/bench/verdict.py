"""What a measurement found, as a person reads it: a table, then each condition and target with «met» or «not met»."""

from collections.abc import Sequence
from dataclasses import dataclass

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that must hold: a condition without which the run says nothing, or a target."""

    ru: str
    en: str
    found: str
    holds: bool
    condition: bool = False

    def __str__(self) -> str:
        kind = ("условие", "condition") if self.condition else ("цель", "target")
        word = ("выполнено", "met") if self.holds else ("НЕ ВЫПОЛНЕНО", "NOT MET")
        return f"  {kind[0]}: {self.ru} — {self.found}: {word[0]}\n  {kind[1]}: {self.en} — {self.found}: {word[1]}"


def at_least(ru: str, en: str, value: float, bound: float, *, condition: bool = False) -> Claim:
    """A ratio that must not be smaller."""
    return Claim(f"{ru} ≥ {bound:g}", f"{en} ≥ {bound:g}", figure(value), value >= bound, condition)


def at_most(ru: str, en: str, value: float, bound: float, *, condition: bool = False) -> Claim:
    """A figure that must not be larger."""
    return Claim(f"{ru} ≤ {bound:g}", f"{en} ≤ {bound:g}", figure(value), value <= bound, condition)


def figure(value: float) -> str:
    """Three digits are all that a noisy machine tells."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table(head: Row, rows: Sequence[Row]) -> str:
    """Columns, the first to the left, figures to the right."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    lines = []
    for row in (head, *rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def concluded(claims: Sequence[Claim], *, strict: bool) -> int:
    """Say what holds and what does not; the exit code."""
    for claim in claims:
        print(claim)
    invalid = [claim for claim in claims if claim.condition and not claim.holds]
    missed = [claim for claim in claims if not claim.condition and not claim.holds]
    if invalid:
        print("\nИзмерение недействительно.\nThe run is invalid.")
        return 1
    if missed:
        print(f"\nЦели не достигнуты: {len(missed)}.\nTargets not met: {len(missed)}.")
        return 1 if strict else 0
    print("\nВсе цели достигнуты.\nAll targets met.")
    return 0
