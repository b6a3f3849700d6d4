"""Names of the sides of a payment as people read them: the wire has one name, the training bank has one a language."""

from common.words import Words, same

SIMULATED_BANK = Words("Учебный банк", "Simulated bank")
"""What the wire and the books call it is its Russian name."""
_IN_BOTH = {SIMULATED_BANK.ru: SIMULATED_BANK}


def side_name(name: str) -> Words:
    """A name in both languages; of people and firms it is the same one."""
    return _IN_BOTH.get(name) or same(name)
