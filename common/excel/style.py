"""How cells look: one set of formats for every workbook, made as they are needed."""

from typing import Any

from common.excel.sheet import Kind

NUMBERS = {
    Kind.TEXT: "@",
    Kind.MONEY: "#,##0.00;[Red]-#,##0.00;0.00",
    Kind.COUNT: "#,##0",
    Kind.SHARE: "0.0%",
    Kind.MOMENT: "dd.mm.yyyy hh:mm:ss",
    Kind.DAY: "dd.mm.yyyy",
}
TITLE = {"bold": True, "font_size": 16}
STRIP = {"bold": True, "font_color": "#3D2A00", "bg_color": "#FFD98A"}
HEADER = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#0B57A4", "text_wrap": True, "valign": "vcenter"}
LINE = {"valign": "top", "bottom": 1, "bottom_color": "#DDE2E7"}
TOTAL = {"bold": True, "top": 1}
BLOCK = {"bold": True, "font_size": 12, "font_color": "#0B57A4"}
LABEL = {"font_color": "#4C5A67", "text_wrap": True, "valign": "bottom", "align": "left"}
FIGURE = {"bold": True, "font_size": 16, "align": "left", "indent": 1}
WRAPPED = {"text_wrap": True, "valign": "top", "align": "left"}
LEFT = {"align": "left", "indent": 1}
RESULT = {"bold": True, "top": 1}
REJECTED = {"bold": True, "font_color": "#A8201A"}
REVIEW = {"bold": True, "bg_color": "#FFD98A"}
DIFFERENCE = {"bg_color": "#F6C7C3"}
AGREES = {"bold": True, "font_color": "#0C6B3A"}
DISAGREES = {"bold": True, "font_color": "#A8201A"}


class Styles:
    """The formats of one workbook; the same look is the same format."""

    def __init__(self, book: Any) -> None:
        """Of a workbook that is being written."""
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(self, *looks: dict[str, Any]) -> Any:
        """One format out of looks; a later one has the last word."""
        look = {name: value for part in looks for name, value in part.items()}
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(look)
        return self._made[key]

    def cell(self, kind: Kind, *looks: dict[str, Any]) -> Any:
        """The format of a cell that holds this."""
        return self.of({"num_format": NUMBERS[kind]}, LEFT if kind is Kind.TEXT else {}, *looks)

    def header(self, kind: Kind, *looks: dict[str, Any]) -> Any:
        """A header stands where its values do."""
        return self.of(HEADER, LEFT if kind is Kind.TEXT else {"align": "right"}, *looks)
