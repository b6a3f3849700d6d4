"""What the hardware bench says of an act: what was done, or why the device did not let it happen."""

from typing import Any

from agent_terminal.ccnet.simulator.control import State
from agent_terminal.ccnet.words import STATUSES
from common import money
from common.words import Words, same

PAPER = Words("бумажка, которой прибор не знает", "paper the device does not know")
DONE: dict[str, Words] = {
    "insert": Words("Вставлено: {what}", "Pushed in: {what}"),
    "pull": Words("Купюра вытянута обратно", "The note was pulled back"),
    "clear": Words("Исправлено: прибор готовится заново", "Mended: the device prepares anew"),
    "fail": Words("Сломано: {text}", "Broken: {text}"),
    "cheat": Words("Прибор заметил попытку обмана", "The device noticed a fraud"),
    "take": Words("Кассета вынута: {notes} шт., {sum} ₽", "The cassette is out: {notes} notes, {sum_en} ₽"),
    "put": Words("Пустая кассета на месте: прибор готовится", "An empty cassette is in: the device prepares"),
    "fill": Words("Датчик говорит: кассета полна", "The sensor says: the cassette is full"),
    "jam": Words("Застряло: {text}", "Stuck: {text}"),
    "jam_later": Words("Следующая купюра застрянет", "The next note will be stuck"),
    "on": Words("Питание есть", "The power is on"),
    "off": Words("Питания нет", "The power is off"),
    "off_later": Words("Питание пропадёт на следующей купюре", "The power will go during the next note"),
    "plugged": Words("Кабель приёмника вставлен", "The acceptor's cable is in"),
    "pulled": Words("Кабель приёмника выдернут: линия молчит", "The acceptor's cable is out: the line is silent"),
    "spoil": Words("Следующие ответы будут испорчены", "The next answers will be spoilt"),
    "state": Words("Состояние: {text}", "State: {text}"),
}
NOT_DONE: dict[str, Words] = {
    "insert": Words("Не втянул ({what}): {why}", "Not drawn in ({what}): {why}"),
    "pull": Words("Тянуть нечего: {why}", "Nothing to pull: {why}"),
    "clear": Words("Исправлять нечего: {why}", "Nothing to mend: {why}"),
    "take": Words("Кассета уже вынута", "The cassette is out already"),
    "put": Words("Кассета и так на месте", "The cassette is in already"),
    "fill": Words("Не изменилось: {why}", "Nothing changed: {why}"),
    "on": Words("Питание и так есть", "The power is on already"),
    "plugged": Words("Кабель и так вставлен", "The cable is in already"),
    "pulled": Words("Кабель и так выдернут", "The cable is out already"),
}
NOTHING_CHANGED = Words("Ничего не изменилось: {why}", "Nothing changed: {why}")
CLOSED = Words("приём закрыт", "the mouth is closed")
NO_POWER = Words("нет питания", "no power")


def said(act: str, fields: dict[str, Any], state: State) -> Words:
    """One sentence about an act."""
    name = _name(act, fields)
    known = DONE.get(name) if state.done else NOT_DONE.get(name, NOTHING_CHANGED)
    words = known or NOTHING_CHANGED
    what, why = _what(fields), why_shut(state)
    whole = state.collected_value
    values = {"notes": len(state.collected), "sum": money.text(whole), "sum_en": money.text(whole, english=True)}
    return Words(
        words.ru.format(what=what.ru, why=why.ru, text=state.text.ru, **values),
        words.en.format(what=what.en, why=why.en, text=state.text.en, **values),
    )


def why_shut(state: State) -> Words:
    """Why no note is drawn in now."""
    if not state.powered:
        return NO_POWER
    if state.text == STATUSES[0x19]:
        return CLOSED
    return state.text


def _name(act: str, fields: dict[str, Any]) -> str:
    if act == "cassette":
        return str(fields.get("do"))
    if act == "power":
        later = "_later" if fields.get("at") else ""
        return "on" if fields.get("on") else f"off{later}"
    if act == "wire":
        return "plugged" if fields.get("plugged") else "pulled"
    return f"{act}_later" if fields.get("at") else act


def _what(fields: dict[str, Any]) -> Words:
    value = fields.get("value")
    if isinstance(value, int):
        return Words(f"{money.text(value)} ₽", f"{money.text(value, english=True)} ₽")
    kind = fields.get("type")
    return PAPER if kind is None else same(f"тип {kind}" if isinstance(kind, str) else f"№ {kind}")
