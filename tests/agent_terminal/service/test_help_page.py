"""The payer's help: the agent, the notes, the fees, whom to turn to."""

from agent_terminal.service import messages
from common.protocol.endpoint import Nothing
from common.words import Words
from tests.agent_terminal.stand import OPERATOR, PAGE, VALUES, Stand


def help_of(stand: Stand) -> messages.Help:
    return stand.database.read(lambda db: stand.service.help_page.help(db, PAGE, Nothing()))


def test_an_unpacked_terminal_knows_little_and_says_so(stand: Stand) -> None:
    told = help_of(stand)

    assert (told.agent, told.terminal, told.centre, told.contract) == ("", "", None, "")
    assert told.fees == [messages.Fee(whom=None, basis_points=0, fixed=0, minimum=0, maximum=None)]


def test_it_tells_who_runs_the_terminal_and_which_notes_it_takes(ready: Stand) -> None:
    ask = messages.SetAgent(name="ООО «Агент»", inn="7700000000", address="Москва", phone="+7 495 1", notes=[10_000, 5])
    ready.database.write(lambda db: ready.service.set_agent(db, OPERATOR, ask))
    kiosk = messages.SetKiosk(authority="8 800 1")
    ready.database.write(lambda db: ready.service.staff.set_kiosk(db, OPERATOR, kiosk))

    told = help_of(ready)

    assert (told.agent, told.inn, told.address, told.phone) == ("ООО «Агент»", "7700000000", "Москва", "+7 495 1")
    assert (told.terminal, told.contract, told.centre) == ("T1", "A-1", Words("Центр", "Centre"))
    assert (told.notes, told.authority) == ([10_000], "8 800 1")


def test_without_a_choice_all_notes_of_the_acceptor_are_taken(ready: Stand) -> None:
    assert help_of(ready).notes == sorted(VALUES)


def test_fees_are_told_by_provider_and_once_for_all_others(ready: Stand) -> None:
    ready.set_commission(basis_points=300, minimum=1_000)
    ready.set_commission(provider_id=2, basis_points=500)

    fees = help_of(ready).fees

    assert [(fee.whom and fee.whom.en, fee.basis_points, fee.minimum) for fee in fees] == [
        ("Provider 2", 500, 0),
        (None, 300, 1_000),
    ]
