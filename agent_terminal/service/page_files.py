"""The kiosk page's files, found once at the start: what is not in this table is not served, whatever is asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

PROGRAM = Path(__file__).resolve().parents[1]
FOLDER = PROGRAM / "kiosk"
FONTS = PROGRAM.parent / "common" / "qt" / "fonts"
FONT_NAMES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
ROOT = "/kiosk"
INDEX = "index.html"
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ttf": "font/ttf",
}
"""Files of other kinds (notes, an editor's copies) are no part of the page."""


class PageFile(NamedTuple):
    """What a browser gets."""

    body: bytes
    content_type: str


def found(folder: Path = FOLDER, fonts: Path = FONTS) -> Mapping[str, PageFile]:
    """Every file of the page by its address; the page itself is at /kiosk."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if _of_page(path)}
    addresses = {f"{ROOT}/{name}": path for name, path in files.items()}
    addresses |= {f"{ROOT}/fonts/{name}": fonts / name for name in FONT_NAMES}
    if INDEX in files:
        addresses[ROOT] = files[INDEX]
    return {address: _read(path) for address, path in addresses.items()}


def _of_page(path: Path) -> bool:
    return path.suffix in CONTENT_TYPES and path.is_file() and not path.is_symlink()


def _read(path: Path) -> PageFile:
    return PageFile(path.read_bytes(), CONTENT_TYPES[path.suffix])
