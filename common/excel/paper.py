"""Where a printed page of a sheet of blocks has to end, so that no chart is cut in two."""

from collections.abc import Sequence

from common.excel.grid import Grid

WIDTH, HEIGHT = 1047, 718
"""Pixels of an A4 on its side within margins of a centimetre."""
SURE = 0.92
"""How much of the height is counted on: programs differ in how large they print a row."""


def breaks(charts: Sequence[tuple[int, int]], grid: Grid, last_column: int) -> list[int]:
    """The rows that begin a page of their own: those where a chart begins that would end on another page.

    `charts` are their first and last rows. Where the pages end that nobody breaks is not known to the row, so a chart
    stands whole on the first page after the last break, or it begins one.
    """
    room = HEIGHT * SURE * max(1.0, grid.wide(last_column) / WIDTH)
    begun, found = 0, []
    for first, last in sorted(charts):
        if grid.tall(begun, last) > room and first > begun:
            begun = first
            found.append(first)
    return found
