"""Registers of a month with differences planted in them, each of a known class."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import NamedTuple

from common.registers.line import Line
from common.registers.reading import read
from common.registers.reasons import Kind
from common.registers.tab import write_tab
from common.reporting.order import Source

OF_EACH, WITHOUT_FILE = 9, 4
"""Nine of each class of payments and four days without a file: forty differences."""


class Planted(NamedTuple):
    """The files, and what a comparison must find: the class with the payment's number, of a missing file its day."""

    sources: list[Source]
    wanted: set[tuple[str, str]]


def sources_of(folder: Path) -> list[Source]:
    """The registers in a folder, as if they were imported."""
    return [Source(str(path), path.name, _day(path).isoformat()) for path in sorted(folder.glob("*.csv"))]


def planted(clean: Sequence[Source], folder: Path, seed: int) -> Planted:
    """Forty differences in copies of clean registers."""
    print(f"seed {seed}")
    chance = Random(seed)
    folder.mkdir()
    files = {source: list(read(Path(source.path))) for source in clean}
    gone = chance.sample([source for source, lines in files.items() if lines], WITHOUT_FILE)
    kept = [line for source, lines in files.items() if source not in gone for line in lines]
    chosen = dict(zip([line.key for line in chance.sample(kept, 4 * OF_EACH)], [*SPOILED] * OF_EACH, strict=True))
    wanted = {(Kind.NO_FILE.value, source.day) for source in gone}
    for source, lines in files.items():
        told: list[Line] = []
        for line in lines:
            kind = chosen.get(line.key)
            spoiled = SPOILED[kind](line, chance) if kind is not None else [line]
            if kind is not None:
                key = spoiled[-1].key if kind is Kind.MISSING_HERE else line.key
                wanted.add((kind.value, key))
            told += spoiled
        chance.shuffle(told)
        if source not in gone:
            write_tab(folder / source.name, told)
    assert Counter(kind for kind, _ in wanted)[Kind.SUM_DIFFERS.value] == OF_EACH
    return Planted(sources_of(folder), wanted)


def _added(line: Line, chance: Random) -> list[Line]:
    stranger = Line(str(chance.randrange(10**15)), line.at_ms, f"9{chance.randrange(10**9):09d}", line.amount)
    return [line, stranger]


def _other_sum(line: Line, chance: Random) -> list[Line]:
    if chance.random() < 0.3:
        return [line._replace(amount=line.amount + 1, account=f"{line.account}0")]
    return [line._replace(amount=max(1, line.amount + chance.choice([-100, -1, 1, 10_000])))]


def _other_account(line: Line, chance: Random) -> list[Line]:
    return [line._replace(account=chance.choice([f"1{line.account}", line.account[:-1], "9000000000"]))]


SPOILED: dict[Kind, Callable[[Line, Random], list[Line]]] = {
    Kind.MISSING_THERE: lambda line, chance: [],
    Kind.MISSING_HERE: _added,
    Kind.SUM_DIFFERS: _other_sum,
    Kind.ACCOUNT_DIFFERS: _other_account,
}


def _day(path: Path) -> date:
    digits = path.stem.rpartition("_")[2]
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
