"""Sums split and posted over many amounts and tariffs: what is taken apart is whole again, to the kopeck (M7)."""

from random import Random

from agent_terminal.core import sums
from common.money import LARGEST, RUB, Range, Rounding, commission, share
from processing_app.core import cashflow
from processing_app.core.ledger import Posting

BASIS_POINTS = 10_000


def lost(seed: int, number: int) -> list[str]:
    """Amounts of which something was lost or made on the way from the note to the books; none, if all is well."""
    chance = Random(f"splitting {seed}")
    return [said for said in (_wrong(chance) for _ in range(number)) if said]


def _wrong(chance: Random) -> str:
    """One amount through all its steps."""
    inserted = chance.randrange(1, 10 ** chance.randrange(1, 13))
    tariff = _tariff(chance)
    split = sums.split(inserted, tariff)
    if split.fee < 0 or split.amount < 0 or split.fee + split.amount != inserted:
        return f"{inserted} is not {split.fee} + {split.amount} by {tariff}"
    points, amount = chance.randrange(BASIS_POINTS + 1), split.amount
    parts = [share(amount, points, rounding) for rounding in Rounding]
    exact = amount * points
    if any(abs(part * BASIS_POINTS - exact) >= BASIS_POINTS or not 0 <= part <= amount for part in parts):
        return f"{points} of {amount} are not {parts}"
    return _posted(amount, min(commission(amount, _tariff(chance)), LARGEST)) if amount else ""


def _posted(amount: int, fee: int) -> str:
    """Every way through the books ends with an empty hold, and with the whole in the right places."""
    taken = cashflow.authorized("p", 1, amount, fee, RUB)
    given = cashflow.captured("p", 2, amount, fee, RUB)
    returned = cashflow.cancelled("p", 1, amount, fee, RUB)
    undone = cashflow.refunded(2, 1, amount, fee, RUB)
    ways = {"captured": (taken, given), "cancelled": (taken, returned), "refunded": (taken, given, undone)}
    left = {name: _balances(*way) for name, way in ways.items()}
    ends = {name: sorted(one for one in found.values() if one) for name, found in left.items()}
    wanted = {"captured": sorted(one for one in (-amount - fee, amount, fee) if one), "cancelled": [], "refunded": []}
    return "" if ends == wanted else f"{amount} with a fee of {fee}: {ends}"


def _balances(*steps: tuple[Posting, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for step in steps:
        for leg in step:
            found[leg.source] = found.get(leg.source, 0) - leg.amount
            found[leg.destination] = found.get(leg.destination, 0) + leg.amount
    return found


def _tariff(chance: Random) -> tuple[Range, ...]:
    """One range or two, with everything that a range may have."""
    border = chance.randrange(1, 1_000_000)
    ranges = (Range(0, border, *_terms(chance)), Range(border, None, *_terms(chance)))
    return ranges if chance.random() < 0.5 else (Range(0, None, *_terms(chance)),)


def _terms(chance: Random) -> tuple[int, int, int, int | None]:
    least = chance.randrange(500)
    most = least + chance.randrange(100_000) if chance.random() < 0.5 else None
    return chance.randrange(5_001), chance.randrange(1_000), least, most
