"""How much of a lane is run: a sample in `test`, the short form by `prove`, the long one on a night."""

from enum import StrEnum


class Form(StrEnum):
    """Every form asks the same questions; they differ in how many."""

    SAMPLE = "sample"
    SHORT = "short"
    LONG = "long"
