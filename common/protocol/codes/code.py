"""What a code means: its HTTP status and its words in both languages."""

from typing import NamedTuple


class Code(NamedTuple):
    """What a code means to the server that answers it and to the people who read it."""

    status: int
    ru: str
    en: str
