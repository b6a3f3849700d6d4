"""The daily register of the OSMP networks, written: TAB-separated lines, the last one with their number and sum."""

from collections.abc import Iterable
from pathlib import Path

from common.durable import not_written, written_beside
from common.registers.line import Line, day_and_time

TOTAL = "Total:"


def write_tab(path: Path, rows: Iterable[Line]) -> tuple[int, int]:
    """Write a register whole, in the order of `rows`; how many payments it has and their sum in minor units.

    `txn_id  date  time  account  sum`, dots in sums, Moscow's time, LF, UTF-8; without a payment only the last line.
    """
    number = total = 0
    try:
        with written_beside(path) as half, half.open("w", encoding="utf-8", newline="\n") as file:
            for line in rows:
                day, time = day_and_time(line.at_ms)
                file.write(f"{line.key}\t{day}\t{time}\t{one_line(line.account)}\t{dotted(line.amount)}\n")
                number += 1
                total += line.amount
            file.write(f"{TOTAL}\t{number}\t{dotted(total)}\n")
    except OSError as error:
        raise not_written(error, path.name) from error
    return number, total


def dotted(amount: int) -> str:
    """Minor units with a dot, as registers write sums: `1234567` → «12345.67»."""
    whole, part = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{whole}.{part:02d}"


def one_line(account: str) -> str:
    """An account as it stands in a register: nothing in it ends a cell or a line."""
    return account if account.isprintable() else "".join(one if one.isprintable() else " " for one in account)
