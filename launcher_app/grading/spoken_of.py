"""How logs speak of exchanges, and what a log is called where it is copied to."""

from collections.abc import Iterator

from launcher_app.proxy import Exchange

OF_PAYMENT = ("payment_id", "use_id")
TRACE = "x-trace-id"


def words_of(one: Exchange) -> Iterator[str]:
    """The ids and the code of an exchange."""
    asked = one.asked()
    yield from (str(asked[name]) for name in OF_PAYMENT if asked.get(name))
    trace = next((value for name, value in one.request_headers.items() if name.lower() == TRACE), "")
    if trace:
        yield trace


def file_name(paper: str) -> str:
    """The file that a log is copied to: browsers open it as text."""
    return paper.replace("/", "-") + ".txt"
