"""What an explanation is: one paragraph, the sentence of the task behind it, and where the documents say more."""

import msgspec

from common.words import Words


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """`requirement` is a sentence of the task, in Russian word for word; `link` a place in the documents."""

    words: Words
    requirement: Words | None = None
    link: str = ""
