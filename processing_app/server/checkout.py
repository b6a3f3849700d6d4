"""The hosted checkout page: its files for anybody, under a policy that lets out the form of 3-D Secure and no other."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from common.http_server import Doors, file
from common.protocol.endpoint import Endpoint, Nothing
from common.words import Words

FOLDER = Path(__file__).resolve().parents[1] / "checkout"
ROOT = "/checkout"
INDEX = "index.html"
HOME = b"{home}"
"""Stands in the page for the address where payers' browsers find the centre."""
FILE = Words("Файл страницы оплаты", "A file of the checkout page")
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}
"""Files of other kinds (notes, an editor's copies) are no part of the page."""
Headers = tuple[tuple[str, str], ...]


def table(url: str, folder: Path = FOLDER) -> Doors:
    """The page at /checkout and its files below; `url` is where payers' browsers find the centre and its banks' pages.

    Nothing in them is a secret: the payer's token stands behind the # of the page's address, which no server hears of.
    """
    said = headers(url)
    return {
        Endpoint("GET", address, Nothing, Nothing, FILE, kind="page"): file(body, CONTENT_TYPES[kind], said)
        for address, (kind, body) in _found(url, folder).items()
    }


def headers(url: str) -> Headers:
    """The policy: everything of this centre alone, no frame around it, forms to the pages of its banks only."""
    place = "{0.scheme}://{0.netloc}".format(urlsplit(url))
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
        f"base-uri 'none'; form-action 'self' {place}; frame-ancestors 'none'; require-trusted-types-for 'script'"
    )
    return (
        ("content-security-policy", policy),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cache-control", "no-store"),
    )


def _found(url: str, folder: Path) -> Mapping[str, tuple[str, bytes]]:
    """Every file of the page by its address, found once at the start: nothing else is ever served."""
    paths = [path for path in sorted(folder.iterdir()) if path.suffix in CONTENT_TYPES and not path.is_symlink()]
    files = {f"{ROOT}/{path.name}": (path.suffix, path.read_bytes()) for path in paths}
    kind, page = files.pop(f"{ROOT}/{INDEX}")
    return files | {ROOT: (kind, page.replace(HOME, url.encode()))}
