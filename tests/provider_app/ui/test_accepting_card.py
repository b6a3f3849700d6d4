"""How acceptance begins: the tab asks for a card, and where there are several centres, for whose it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from common.card_text import card_text
from tests.provider_app.running import Running
from tests.provider_app.ui.conftest import Person
from tests.provider_app.ui.test_accepting import window, words_of
from tests.wallets.provider.centre import Centre

__all__ = ["window"]


@pytest.fixture
def centre(running: Running, tmp_path: Path) -> Iterator[Centre]:
    made = Centre(tmp_path, running.clock)
    yield made
    made.close()


def test_before_a_card_the_tab_says_how_to_begin(person: Person, centre: Centre) -> None:
    screen = person.open("accepting")
    assert "нужна карточка приёма" in words_of(screen)

    person.press("begin-acceptance")
    person.dialog().take_text(card_text(centre.card))
    person.until(lambda: screen.pages.currentIndex() == 1)

    assert "Пекарня" in words_of(screen.head)


def test_of_several_centres_a_person_names_the_one_that_may_reconcile(
    person: Person, running: Running, centre: Centre
) -> None:
    running.centre(name="ПЦ «Север»")
    its = running.centre(name="ПЦ «Учебный»")
    screen = person.open("accepting")

    screen.take_card(centre.card)
    person.answer("ПЦ «Учебный»")
    person.until(lambda: screen.pages.currentIndex() == 1)

    assert running.rows("SELECT contract FROM acceptance") == [(its.contract,)]
