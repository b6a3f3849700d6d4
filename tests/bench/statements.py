"""A wallet with a long statement, asked for pages of it over HTTP as its holder's program does."""

import time
from pathlib import Path

from processing_app.store import wallet_book
from processing_app.store.wallet_book import Movement
from tests.wallets.centre import Holder, Town

LIMIT = 50
READS = 9
"""Of each place; the best one of a place counts, for a neighbour only ever makes one longer. Of places the worst."""


def page_ms(folder: Path, many: int) -> float:
    """Milliseconds for a page of a statement of so many lines, wherever in it the page is."""
    with Town(folder) as town:
        holder = town.holder(balance=0)
        payment_id = holder.new_id()
        lines = [Movement(holder.number, at, payment_id, at, "send", 1, "Мария П.", False) for at in range(1, many + 1)]
        town.database.write(lambda db: wallet_book.add(db, lines), "fill")
        return max(_page_ms(holder, before) for before in (0, many // 2, LIMIT + 1))


def _page_ms(holder: Holder, before: int) -> float:
    times: list[float] = []
    for _ in range(READS):
        began = time.perf_counter()
        page = holder.yes("POST", "/statement", {"before": before, "limit": LIMIT})
        times.append((time.perf_counter() - began) * 1000)
        if len(page["lines"]) != LIMIT:
            raise SystemExit(f"{before}: {len(page['lines'])}")
    return min(times)
