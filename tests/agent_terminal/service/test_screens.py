"""What each screen tells the page, held against the table in docs/protocol.md; receipts, their QR, a copy on paper."""

import re
from collections.abc import Callable

import pytest

from agent_terminal.core.stages import Stage
from common import qr
from common.errors import Rejected
from common.setup.places import PROJECT
from common.status import Status
from tests.agent_terminal.centre import UNKNOWN_ACCOUNT, provider
from tests.agent_terminal.service.printed import set_printer, turn
from tests.agent_terminal.stand import NUMBER, Stand

ALL, SHUT = "все / all", "K14"


def table() -> dict[str, set[str]]:
    """The fields of `data` by screen, as the document has them; those before «:» in brackets are an entry's."""
    text = (PROJECT / "docs/protocol.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (.+?) \| (.+) \|$", text.partition("Что в `data`")[2].partition("`notice` —")[0], re.MULTILINE
    )
    found: dict[str, set[str]] = {}
    for screens, fields in rows[1:]:
        names = set(re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", fields)))
        for screen in screens.split(", "):
            found[screen] = names
    return found


def touched(stand: Stand) -> None:
    stand.do("touch")


def grouped(stand: Stand) -> None:
    stand.centre.version = 2
    stand.centre.providers = [provider(number) for number in range(1, 12)]
    stand.pass_time(1801, 60)
    stand.do("touch")


def chosen(stand: Stand) -> None:
    stand.do("touch")
    stand.do("provider", provider_id=1)


def checking(stand: Stand) -> None:
    stand.ground.in_background = lambda work: None
    chosen(stand)
    stand.do("fields", account=NUMBER)


def confirming(stand: Stand) -> None:
    chosen(stand)
    stand.do("fields", account=NUMBER)


def cash(stand: Stand) -> None:
    confirming(stand)
    stand.do("confirm")
    stand.insert(50_000)


def stopped(stand: Stand) -> None:
    cash(stand)
    stand.do("stop")


def remaining(stand: Stand) -> None:
    stand.pay(50_000, provider_id=3)


def sending(stand: Stand) -> None:
    stand.pay(50_000)


def ended(status: Status) -> Callable[[Stand], None]:
    def way(stand: Stand) -> None:
        sending(stand)
        stand.turn()
        stand.centre.capture_all(status)
        stand.pass_time(1)

    return way


def pending(stand: Stand) -> None:
    sending(stand)
    stand.pass_time(31)


def not_found(stand: Stand) -> None:
    chosen(stand)
    stand.do("fields", account=UNKNOWN_ACCOUNT)


def not_checked(stand: Stand) -> None:
    chosen(stand)
    stand.centre.cut_off()
    stand.do("fields", account=NUMBER)


def searching(stand: Stand) -> None:
    stand.do("touch")
    stand.do("search")


def warned(stand: Stand) -> None:
    cash(stand)
    stand.pass_time(91)


WAYS: dict[str, Callable[[Stand], None]] = {
    SHUT: Stand.unplug,
    "K1": grouped,
    "K2": touched,
    "K2s": searching,
    "K3": chosen,
    "K4": checking,
    "K5": confirming,
    "K6": cash,
    "K6s": stopped,
    "K6r": remaining,
    "K7": sending,
    "K8": ended(Status.CAPTURED),
    "K9": not_found,
    "K9n": not_checked,
    "K10": pending,
    "K10x": ended(Status.CANCELLED),
    "K13": warned,
}
WITH_CASH = table()["K6"] | table()["K5"] - {"paper"}


@pytest.mark.parametrize("screen", WAYS)
def test_a_screen_tells_what_the_document_says(ready: Stand, screen: str) -> None:
    WAYS[screen](ready)
    fields = table()
    wanted = fields[screen] | {"terminal", "agent", "phone", "volume", "motion"}
    if screen != SHUT:
        wanted |= fields[ALL]
    if screen in ("K6", "K6s", "K6r", "K13"):
        wanted |= WITH_CASH

    shown = ready.screen()

    assert shown.screen == screen
    assert wanted - shown.data.keys() == set()


def test_the_document_has_every_screen_of_a_session() -> None:
    assert {stage.value for stage in Stage} - {"K0"} <= table().keys()
    assert table().keys() - {ALL} == WAYS.keys()


def test_every_screen_can_be_sent_and_has_its_own_edition(ready: Stand) -> None:
    seen = {ready.screen().edition}
    for step in (touched, lambda stand: stand.do("language", language="en"), lambda stand: stand.do("cancel")):
        step(ready)
        seen.add(ready.screen().edition)

    assert len(seen) == 3
    assert ready.screen().edition in seen


def test_a_receipt_carries_the_squares_of_its_code(ready: Stand) -> None:
    sending(ready)

    shown = ready.screen().data
    rows = shown["receipt"]["qr"]

    assert [[one == "1" for one in row] for row in rows] == qr.squares(shown["code"])
    assert set("".join(rows)) == {"0", "1"}
    grey = b"".join(_row(row) for row in ["0" * (len(rows) + 8)] * 4 + [f"0000{row}0000" for row in rows])
    side = (len(rows) + 8) * 4
    picture = grey + bytes([255]) * side * 16
    assert qr.read_picture(side, len(picture) // side, picture) == [shown["code"]]


def _row(row: str) -> bytes:
    line = b"".join((b"\0" if one == "1" else b"\xff") * 4 for one in row)
    return line * 4


def test_all_receipts_of_a_session_are_told_and_the_last_one_by_itself(ready: Stand) -> None:
    remaining(ready)
    ready.do("other_number")
    ready.clock.advance(1)
    ready.to_cash(provider_id=1)
    ready.do("pay")

    shown = ready.screen().data

    assert [one["inserted"] for one in shown["receipts"]] == [43_750, 6_250]
    assert shown["receipt"] == shown["receipts"][-1]
    assert shown["code"] == shown["receipt"]["code"]


def test_a_claim_slip_carries_the_squares_of_its_code(ready: Stand) -> None:
    ended(Status.CANCELLED)(ready)

    (slip,) = ready.screen().data["slips"]

    assert [[one == "1" for one in row] for row in slip["qr"]] == qr.squares(slip["code"])


def test_a_payer_has_one_copy_printed_and_only_once_it_is_over(ready: Stand) -> None:
    set_printer(ready, "training")
    cash(ready)
    with pytest.raises(Rejected) as refusal:
        ready.do("print")
    assert refusal.value.code == "too_early"
    ready.do("pay")
    ready.turn()
    turn(ready)
    ready.centre.capture_all()
    ready.pass_time(1)
    before = ready.screen()
    assert (before.screen, before.data["copies_left"], before.data["printed"]) == ("K8", 1, "printed")

    after = ready.do("print")

    assert (after.screen, after.data["copies_left"], after.data["printed"]) == ("K8", 0, "printing")
    with pytest.raises(Rejected):
        ready.do("print")


def test_a_wish_to_print_gives_the_payer_his_time_anew(ready: Stand) -> None:
    set_printer(ready, "training")
    ended(Status.CAPTURED)(ready)
    turn(ready)
    ready.pass_time(20)

    ready.do("print")
    ready.pass_time(20)

    assert ready.screen().screen == "K8"
