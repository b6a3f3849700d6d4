"""The name of the training bank is read in the reader's language; people's and firms' names are theirs."""

from common.protocol.wallets.parties import SIMULATED_BANK, side_name
from common.words import Words, same


def test_the_training_bank_has_a_name_in_each_language() -> None:
    assert side_name("Учебный банк") == SIMULATED_BANK == Words("Учебный банк", "Simulated bank")


def test_everybody_elses_name_is_one() -> None:
    assert side_name("Иван И.") == same("Иван И.")
    assert side_name("") == same("")
