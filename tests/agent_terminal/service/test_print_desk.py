"""The printer from the operator's side: another one, a test, a document once more, and what the printer says itself."""

from pathlib import Path
from typing import Any

import pytest

from agent_terminal.service.messages import SettleClaim
from agent_terminal.service.messages.printing import (
    AskPrints,
    Paper,
    PrinterShown,
    Reprint,
    ShowReceipt,
)
from agent_terminal.store import settings
from common.errors import Rejected, Unavailable
from common.protocol import codes
from common.protocol.endpoint import Nothing
from common.status import Status
from tests.agent_terminal.printer.pdf_text import size_of, text_of
from tests.agent_terminal.printer.roll import on_the_network
from tests.agent_terminal.service.printed import Away, desk, rows, set_printer, states, texts, told, turn, use
from tests.agent_terminal.stand import OPERATOR, Stand

SENSED = 16


def test_a_new_terminal_prints_for_training_beside_its_data(stand: Stand) -> None:
    shown = state(stand)

    assert (shown.kind, shown.configured, shown.paper, shown.problem) == ("training", True, True, None)
    assert shown.folder == shown.place == str(stand.folder / "receipts")


def test_a_printer_is_the_same_after_a_restart(stand: Stand) -> None:
    set_printer(stand, "escpos", target=str(stand.folder / "roll.bin"), columns=32, encoding="cp1251", code_page=73)
    before = state(stand)

    assert state(stand.restart()) == before
    assert (before.columns, before.encoding, before.code_page) == (32, "cp1251", 73)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "escpos", "target": ""},
        {"kind": "escpos", "target": "nowhere"},
        {"kind": "training", "columns": 40},
        {"kind": "training", "encoding": "utf-8"},
        {"kind": "escpos", "target": "host:9100", "code_page": 256},
        {"kind": "pdf-a4", "target": "papers"},
    ],
)
def test_what_cannot_be_a_printer_is_refused_and_the_former_one_stays(stand: Stand, values: dict[str, Any]) -> None:
    with pytest.raises(Rejected) as refusal:
        set_printer(stand, **values)

    assert refusal.value.code == "wrong_value"
    assert state(stand).kind == "training"


def test_papers_come_out_where_the_printer_is(ready: Stand, tmp_path: Path) -> None:
    set_printer(ready, "pdf-a4", target=str(tmp_path / "a4"))
    a4 = Path(trial(ready).file)
    set_printer(ready, "escpos", target=str(tmp_path / "roll.bin"))
    trial(ready)
    set_printer(ready, "escpos", target=f"{tmp_path / 'papers'}/")
    one = Path(trial(ready).file)

    assert size_of(a4.read_bytes()) == (210, 297)
    assert a4.parent == tmp_path / "a4"
    assert (tmp_path / "roll.bin").read_bytes() == one.read_bytes()
    assert one.read_bytes().endswith(b"\x1dV\x00")
    assert state(ready).folder == str(tmp_path / "papers")


def test_a_test_paper_shows_the_rulers_ends_and_every_letter(ready: Stand, tmp_path: Path) -> None:
    set_printer(ready, "escpos", target=str(tmp_path / "roll.bin"), columns=48)

    trial(ready)

    text = (tmp_path / "roll.bin").read_bytes().decode("cp866", "replace")
    assert "\x00" + ("1234567890" * 5)[:48] + "\n" in text
    assert "абвгдеёжзийклмнопрстуфхцчшщъыьэюя" in text


@pytest.mark.parametrize("code", ["printer_absent", "printer_silent", "no_paper", "file_not_written"])
def test_a_test_paper_that_does_not_come_out_is_said_in_words(ready: Stand, code: str) -> None:
    use(ready, Away(code))

    with pytest.raises(Unavailable) as trouble:
        trial(ready)

    assert trouble.value.code == code
    problem = state(ready).problem
    assert problem == codes.words_of(trouble.value)
    assert not ready.ground.printer.will_print


def test_without_a_printer_a_test_says_so(ready: Stand) -> None:
    set_printer(ready, "none")

    with pytest.raises(Rejected) as refusal:
        trial(ready)

    assert refusal.value.code == "no_printer"


def test_each_reprint_is_the_next_copy_and_stands_in_the_journal(ready: Stand) -> None:
    ready.pay(50_000)
    turn(ready)
    code = ready.payments()[0].code

    for typed in (code, code.lower().replace("-", " "), ready.payments()[0].payment_id):
        ready.clock.advance(1)
        again(ready, typed)

    assert [row.copy for row in rows(ready)] == [0, 1, 2, 3]
    assert [("КОПИЯ № 3" in text) for text in texts(ready)] == [False, False, False, True]
    assert ready.journal().count("reprint") == 3
    assert {row.wanted_by for row in rows(ready)} == {"", OPERATOR.id}


def test_a_receipt_that_never_came_out_is_reprinted_as_itself(ready: Stand) -> None:
    desk(ready).paper(OPERATOR, Paper(inside=False))
    ready.pay(50_000)
    turn(ready)
    desk(ready).paper(OPERATOR, Paper(inside=True))

    assert again(ready, ready.payments()[0].code).copy == 0
    assert "КОПИЯ" not in texts(ready)[0]


def test_a_reprint_days_later_still_comes_out(ready: Stand) -> None:
    ready.pay(50_000)
    turn(ready)

    ready.clock.advance(3 * 86_400)

    assert again(ready, ready.payments()[0].code).copy == 1


def test_a_reprint_waits_for_no_other_paper(ready: Stand) -> None:
    ready.pay(50_000)
    printer = Away()
    use(ready, printer)
    turn(ready)
    printer.back = True

    made = desk(ready).print_test(OPERATOR, Nothing())

    assert made.state == "printed"
    assert states(ready) == ["waiting", "printed"]


def test_a_claim_slip_goes_by_its_code_until_its_cash_is_given_back(ready: Stand) -> None:
    ready.to_cash(provider_id=3)
    ready.insert(10_000)
    ready.pass_time(125)
    turn(ready)
    (slip,) = ready.slips()

    assert (again(ready, slip.code).kind, rows(ready)[-1].copy) == ("slip", 1)
    settle(ready, slip.id)
    with pytest.raises(Rejected) as refusal:
        again(ready, slip.code)

    assert refusal.value.code == "slip_closed"


def test_one_code_of_a_refused_payment_means_its_slip_unless_the_receipt_is_asked_for(ready: Stand) -> None:
    ready.pay(50_000)
    turn(ready)
    ready.turn()
    ready.centre.capture_all(Status.CANCELLED)
    ready.pass_time(1)
    turn(ready)
    (slip,) = ready.slips()

    assert again(ready, slip.code).kind == "slip"
    assert again(ready, slip.code, kind="receipt").kind == "receipt"
    assert show(ready, slip.code).kind == "slip"


@pytest.mark.parametrize("typed", ["7F3K-92QD", "", "*", "01890a5d-ac96-774b-bcce-b302099a8057", "ы"])
def test_an_unknown_document_is_said_to_be_unknown(ready: Stand, typed: str) -> None:
    ready.pay(50_000)

    with pytest.raises(Rejected) as refusal:
        again(ready, typed)

    assert refusal.value.code == "unknown_payment"


def test_a_document_can_be_looked_at_without_printing(ready: Stand) -> None:
    ready.pay(50_000)

    shown = show(ready, ready.payments()[0].code)

    assert shown.papers == 0
    assert "Внесено" in shown.text.ru
    assert "500,00 ₽" in shown.text.ru
    assert "500.00 ₽" in shown.text.en
    assert len(shown.qr) == len(shown.qr[0]) == 21
    assert set("".join(shown.qr)) == {"0", "1"}


def test_only_the_training_printers_paper_can_be_switched(ready: Stand) -> None:
    set_printer(ready, "escpos", target="127.0.0.1:9")

    with pytest.raises(Rejected) as refusal:
        desk(ready).paper(OPERATOR, Paper(inside=False))

    assert refusal.value.code == "too_early"


def test_a_real_printer_says_itself_that_its_paper_is_out(ready: Stand) -> None:
    with on_the_network() as printer:
        set_printer(ready, "escpos", target=printer.address)
        ready.to_cash()
        turn(ready)
        assert told(ready).paper

        printer.paper = False
        ready.clock.advance(SENSED)
        turn(ready)
        assert not told(ready).paper
        assert ready.journal()[0] == "paper_out"

        printer.paper = True
        ready.clock.advance(SENSED)
        turn(ready)
        assert told(ready).paper
        assert ready.journal()[0] == "printer_ready"


def test_a_printer_that_is_switched_off_is_known_before_cash(ready: Stand) -> None:
    with on_the_network() as printer:
        set_printer(ready, "escpos", target=printer.address)
        ready.to_cash()
    turn(ready)

    assert not told(ready).paper
    assert state(ready).problem is not None
    assert ready.journal()[0] == "printer_lost"


def test_a_receipt_reaches_a_network_printer_whole(ready: Stand) -> None:
    with on_the_network() as printer:
        set_printer(ready, "escpos", target=printer.address)
        ready.pay(50_000)
        turn(ready)

        printer.until(lambda: printer.printed.endswith(b"\x1dV\x00"))
        assert ready.payments()[0].code.encode() in printer.printed
    assert states(ready) == ["printed"]


def test_a_printer_of_another_system_does_not_keep_the_terminal_from_starting(ready: Stand) -> None:
    foreign = b'{"kind":"escpos","target":"nowhere at all"}'
    ready.database.write(lambda db: settings.put(db, "printer", foreign.decode()), "a test")

    shown = state(ready.restart())

    assert not shown.configured
    assert shown.problem is not None


@pytest.mark.parametrize("limit", [0, 1_001])
def test_the_list_of_papers_has_its_limit(ready: Stand, limit: int) -> None:
    ask = AskPrints(limit=limit)

    with pytest.raises(Rejected):
        ready.database.read(lambda db: desk(ready).prints(db, OPERATOR, ask))


def test_a_test_paper_as_pdf_says_what_it_is(ready: Stand) -> None:
    text = text_of(Path(trial(ready).file).read_bytes())

    assert "Проверка принтера" in text
    assert "УЧЕБНЫЙ РЕЖИМ" in text


def state(stand: Stand) -> PrinterShown:
    return stand.database.read(lambda db: desk(stand).printer(db, OPERATOR, Nothing()))


def trial(stand: Stand) -> Any:
    return desk(stand).print_test(OPERATOR, Nothing())


def again(stand: Stand, code: str, **values: Any) -> Any:
    return desk(stand).reprint(OPERATOR, Reprint(code=code, **values))


def show(stand: Stand, code: str) -> Any:
    return stand.database.read(lambda db: desk(stand).show_receipt(db, OPERATOR, ShowReceipt(code=code)))


def settle(stand: Stand, slip: int) -> None:
    stand.database.write(lambda db: stand.service.settle_claim(db, OPERATOR, SettleClaim(id=slip)))
