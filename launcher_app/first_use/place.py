"""«Показать где»: the window of a role comes to the front with the right tab, the control in it is outlined."""

from typing import TYPE_CHECKING

from common.errors import Rejected
from launcher_app.first_use.step import Place

if TYPE_CHECKING:
    from launcher_app.board import Board


def show(board: "Board", place: Place) -> None:
    """In a role's own window; where the control is not to be seen, its tab is all. May wait."""
    board.raise_window(place.seat)
    try:
        board.ask(place.seat, "ui-point", name=place.control, tab=place.tab)
    except Rejected:
        board.ask(place.seat, "ui-show", tab=place.tab)
