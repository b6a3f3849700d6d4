"""Why the acceptor and the terminal do what they do: a sentence for each piece of news a student may wonder about."""

from agent_terminal.ccnet.codes import Status
from agent_terminal.service.messages.bench import Happened
from common.words import Words


def reason(news: Happened) -> Words | None:
    """The reason behind a piece of news; None for what needs none, or is told by another piece."""
    if news.kind == "StateChanged":
        return None if news.detail is None else STATES.get(news.detail)
    return TURNS.get((news.kind, news.turn)) or REASONS.get(news.kind)


TURNS = {
    ("Escrowed", "return"): Words(
        "Такую купюру сейчас не берём: неизвестна, не выбрана, больше остатка или никто не платит. Сеть не спрашиваем.",
        "This note is not wanted now: unknown, not chosen, above the limit, or nobody pays. No network is asked.",
    ),
    ("Enabled", "shut"): Words(
        "Приём открывают, только когда номер проверен и плательщик согласился внести деньги.",
        "The mouth is opened only after the number was checked and the payer agreed to insert cash.",
    ),
}
STATES = {
    int(Status.INITIALIZE): Words(
        "0x13: прибор проверяет себя. SM нужно 3–10 с, SL — до 40. Тем временем его спрашивают, кто он.",
        "0x13: the device checks itself: 3–10 s for an SM, up to 40 for an SL. Meanwhile it is asked who it is.",
    ),
    int(Status.ACCEPTING): Words(
        "0x15: купюра на датчиках. Время плательщика стоит, пока она внутри.",
        "0x15: the note is on the sensors. The payer's time stands still while it is inside.",
    ),
    int(Status.STACKING): Words(
        "0x17: купюра едет в кассету. Это ещё не деньги: здесь может пропасть питание или застрять бумага.",
        "0x17: the note goes to the cassette. Not money yet: power may go here, paper may jam.",
    ),
    int(Status.BUSY): Words(
        "0x1B: прибор занят и сказал, через сколько спросить снова.", "0x1B: busy; it said when to ask again."
    ),
}
REASONS = {
    "PortOpened": Words(
        "Порт открывают с опущенными RTS и DTR: поднятый RTS держит многие приёмники в сбросе.",
        "The port is opened with RTS and DTR down: RTS up holds many acceptors in reset.",
    ),
    "PortLost": Words(
        "Терминал открывает порт снова каждую секунду; внесённое сохранено, новый плательщик не начнёт.",
        "The port is opened again every second; cash inside is kept, no new payer begins.",
    ),
    "Online": Words(
        "Прибор никогда не говорит первым: терминал спрашивает его (POLL) каждые 0,2 с.",
        "The device never speaks first: the terminal polls it every 0.2 s.",
    ),
    "Offline": Words(
        "5 секунд тишины — прибор считается отсутствующим. Терминал закрыт с кодом H-04, внесённое сохранено.",
        "5 silent seconds: the device counts as absent. The terminal closes with H-04, cash inside is kept.",
    ),
    "PoweredUp": Words(
        "10, 11, 12 — пропадало питание. Прибор сбрасывают; после 12 деньгами станет только пришедшая следом 81.",
        "10, 11, 12: power was lost. The device is reset; after 12 only the 81 that follows is money.",
    ),
    "Identified": Words(
        "Таблицу читают после каждого сброса: номера типов у приборов свои, 200 ₽ здесь тип 12, 2000 ₽ — тип 13.",
        "The table is read after every reset: type numbers differ between devices; 200 ₽ is type 12 here.",
    ),
    "Enabled": Words(
        "ENABLE BILL TYPES с эскроу для всех: ни одна купюра не уйдёт в кассету без решения терминала.",
        "ENABLE BILL TYPES with escrow for all: no note goes to the cassette undecided.",
    ),
    "Escrowed": Words(
        "0x80: решить надо за 10 с, иначе прибор вернёт сам: сеть не спрашиваем. Сначала запись на диск, потом STACK.",
        "0x80: decide within 10 s or it goes back by itself, so no network is asked. Disk first, then STACK.",
    ),
    "Stacked": Words(
        "0x81 — единственные деньги. Сначала зачислили в базу, потом сказали ACK: без ACK прибор повторит 81.",
        "0x81 is the only money. Credited on disk first, then ACK: without an ACK the device repeats 81.",
    ),
    "StackedAgain": Words(
        "ACK не дошёл. Повтор подтверждаем, но не считаем: одна укладка — одно зачисление.",
        "The ACK was lost. The repeat is acknowledged and not counted: one credit per STACK.",
    ),
    "Returned": Words("0x82: купюра ушла через рот. Сумма не меняется.", "0x82: it left by the mouth. The sum stays."),
    "Rejecting": Words(
        "0x1C: отказался сам прибор, второй байт — причина. До терминала купюра не дошла, денег нет.",
        "0x1C: the device itself refused, the second byte says why. It never reached the terminal.",
    ),
    "Jammed": Words(
        "0x43 и 0x44: пока нет 81, денег нет. Запись о STACK остаётся: после исправления 81 ещё может прийти.",
        "0x43, 0x44: no 81, no money. The STACK stays on record: an 81 may still come after the cure.",
    ),
    "Cheated": Words(
        "0x45: открытый STACK ничего не стоит, пока 81 или 82 не скажут, чем кончилось.",
        "0x45: an open STACK is worth nothing until 81 or 82 tells how it ended.",
    ),
    "CassetteOut": Words(
        "0x42: инкассация или кража. Маски сброшены, терминал закрыт с кодом H-02.",
        "0x42: an encashment or a theft. The masks are cleared, the terminal closes with H-02.",
    ),
    "CassetteBack": Words(
        "После кассеты прибор сам готовится и закрыт: таблицу читают заново, купюры разрешают снова.",
        "After the cassette the device prepares by itself and is shut: table and masks are set anew.",
    ),
    "CassetteFull": Words("0x41: кончится только выемкой. Код H-01.", "0x41: ends by an encashment only. Code H-01."),
    "Failed": Words(
        "0x47: коды у прошивок значат разное, поэтому байт показан всегда.",
        "0x47: firmwares disagree on the codes, so the byte is always shown.",
    ),
    "Paused": Words(
        "0x46: вторая купюра раньше времени. Сброс сразу вернул бы первую: терминал ждёт 12 с, с купюрой внутри 30.",
        "0x46: a second note too early. A reset at once would return the first, so the terminal waits.",
    ),
    "Refused": Words(
        "ILLEGAL COMMAND: сейчас нельзя, или старая прошивка команды не знает. Это не сбой.",
        "ILLEGAL COMMAND: not now, or old firmware does not know it. No fault.",
    ),
    "StackOverdue": Words(
        "30 с без 81 после STACK: зовём персонал, ничего не зачисляем. Придёт 81 — зачислим тогда.",
        "30 s without 81 after STACK: staff is called, nothing credited. An 81 will be, when it comes.",
    ),
    "LineEchoes": Words(
        "Двухпроводная линия возвращает свои же слова; за прибор их не принимаем.",
        "A two-wire line gives back our own words; they are never taken for a device.",
    ),
}
