"""What a door's texts are: the question, and what each kind of answer means for the money and for what comes next."""

from typing import NamedTuple

from common.words import Words


class Door(NamedTuple):
    """`good` is the plain yes; `said` replaces it where the answer has that word as its status.

    `refused` follows a final no, `unknown` an answer that nobody has, `unreached` a request that never arrived,
    `missing` a 404 where that is about a payment and not about the contract. A `{sum}` in them is the hop's money.
    """

    asks: Words
    good: Words
    refused: Words
    unknown: Words
    unreached: Words
    link: str
    requirement: Words | None = None
    said: dict[str, Words] = {}
    missing: Words | None = None
