"""What sets a page apart from other doors: headers that lock a browser in, and no request from pages of others."""

from common.errors import ContractFault

POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    b"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    b"sandbox allow-scripts allow-same-origin"
)
"""The sandbox takes away what a page of a machine has no use for: pop-ups, downloads, dialogs, printing, forms."""
HEADERS = (
    (b"content-security-policy", POLICY),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
)
"""On every answer of a door of kind `page`, its JSON included."""


def demand_own_origin(headers: dict[bytes, bytes], scheme: str) -> None:
    """A page of somebody else, open in a browser on this computer, asks nothing here. The host was checked before."""
    origin = headers.get(b"origin")
    if origin is not None and origin != f"{scheme}://".encode() + headers.get(b"host", b""):
        raise ContractFault("browser_refused")
