"""The card of acceptance: what it opens, where its secrets lie, and what another card in its place changes."""

import msgspec
import pytest

from common import ids
from common.errors import Unavailable
from common.protocol.card import CardKind
from common.protocol.endpoint import Nothing
from common.protocol.wallets import doors
from provider_app.service import messages
from tests.provider_app.running import Running, code, eventually
from tests.wallets.provider.centre import FREE, Centre, barcode
from tests.wallets.provider.test_charges import charge


def taken(running: Running, centre: Centre, **changed: object) -> messages.AcceptanceState:
    """The card imported, with something else in it."""
    card = msgspec.structs.replace(centre.card, **changed)
    found: messages.AcceptanceState = running.operate("import-acceptance", messages.ImportAcceptance(card=card))
    return found


def test_a_card_is_taken_and_its_centre_asked_at_once(stranger: Running, centre: Centre) -> None:
    assert not stranger.operate("acceptance", Nothing()).imported

    state = taken(stranger, centre)

    assert (state.imported, state.number, state.name, state.url) == (True, "7", "Пекарня", centre.url)
    eventually(lambda: stranger.operate("acceptance", Nothing()).told)


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": CardKind.PROVIDER},
        {"kind": CardKind.WALLET},
        {"number": ""},
        {"number": "seven"},
        {"login": ""},
        {"password": ""},
        {"issuer": ""},
        {"url": "http://169.254.169.254"},
    ],
)
def test_a_card_that_is_no_good_changes_nothing(running: Running, centre: Centre, changed: dict[str, object]) -> None:
    before = running.operate("acceptance", Nothing())

    assert code(lambda: taken(running, centre, **changed)) == "Rejected wrong_card"
    assert running.operate("acceptance", Nothing()) == before


def test_passwords_and_seals_lie_in_the_secrets_and_nowhere_else(stranger: Running, centre: Centre) -> None:
    taken(stranger, centre)
    eventually(lambda: stranger.operate("acceptance", Nothing()).told)
    centre.tell(centre.notice(_came(centre)))
    stranger.instance.log.exchanges.flush()

    secrets = [centre.password, centre.notices.password, "whsec-of-the-provider"]
    files = [one for one in stranger.folder.rglob("*") if one.is_file() and "secrets" not in one.parts]
    held = {one.name: [word for word in secrets if word.encode() in one.read_bytes()] for one in files}
    assert {name: words for name, words in held.items() if words} == {}


def test_another_card_ends_the_centres_login_of_the_one_before(stranger: Running, centre: Centre) -> None:
    taken(stranger, centre)
    eventually(lambda: stranger.operate("acceptance", Nothing()).told)
    before = centre.notices
    taken(stranger, centre)
    eventually(lambda: centre.notices != before)
    eventually(lambda: stranger.operate("acceptance", Nothing()).told)

    assert centre.tell(centre.notice(_came(centre))).news_id
    centre.notices = before
    assert code(lambda: centre.tell(centre.notice(_came(centre)))) == "ContractFault wrong_password"


def test_what_a_former_card_left_open_is_said_to_be_known_to_its_centre_alone(
    stranger: Running, centre: Centre
) -> None:
    taken(stranger, centre)
    left = charge(stranger, barcode(201), FREE + 1)

    taken(stranger, centre, issuer="another-centre")

    (row,) = stranger.operate("find-accepted", messages.FindAccepted()).rows
    assert (row.payment_id, row.state, row.stranded) == (left.payment_id, "waiting_for_payer", True)
    taken(stranger, centre)
    centre.finish(left.payment_id)
    eventually(lambda: stranger.operate("find-accepted", messages.FindAccepted()).rows[0].state == "done")


def test_a_centre_that_is_silent_at_first_is_told_the_address_later(stranger: Running, centre: Centre) -> None:
    centre.errors[doors.NOTICES.path] = Unavailable("busy")
    taken(stranger, centre)
    eventually(lambda: stranger.operate("acceptance", Nothing()).notices is not None)

    centre.errors.clear()

    def told() -> bool:
        stranger.clock.advance(5)
        return bool(stranger.operate("acceptance", Nothing()).told)

    eventually(told)


def test_the_list_is_searched_and_narrowed(running: Running, centre: Centre) -> None:
    one = charge(running, barcode(202), 4_200, "Особый заказ")
    charge(running, barcode(203), 100, "Другой")

    def found(**asked: object) -> list[str]:
        ask = messages.FindAccepted(**asked)  # type: ignore[arg-type]
        return [row.payment_id for row in running.operate("find-accepted", ask).rows]

    assert found(text="Особый") == found(text=one.code) == found(text=one.payment_id) == [one.payment_id]
    assert found(text="Особый", way=messages.AcceptedKind.QR) == []
    assert found(text="Особый", group=messages.AcceptedGroup.DONE) == [one.payment_id]
    assert found(text="Особый", group=messages.AcceptedGroup.FAILED) == []
    assert code(lambda: found(text="x" * 201)) == "Broken wrong_json"


def _came(centre: Centre) -> str:
    """A payment by QR."""
    payment_id = ids.uuid7(centre.clock.now_ms())
    centre.book(payment_id, 500, way="qr")
    return payment_id
