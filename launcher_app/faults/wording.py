"""Faults as people read them: the arrow, the door, what happens there, how likely, and what is left of it."""

from common.words import Words, same
from launcher_app.faults.active import Active
from launcher_app.faults.doors import door_words
from launcher_app.faults.setting import Setting
from launcher_app.feed.hop import Arrow
from launcher_app.proxy.faults import WHOLE, WORDS, FaultKind

SHORT = {
    "consumer": Words("Потребитель", "Consumer"),
    "terminal": Words("Терминал", "Terminal"),
    "processing": Words("ПЦ", "Centre"),
    "provider": Words("Поставщик", "Provider"),
}
ONE_PERCENT = WHOLE // 100
SECOND_MS = 1_000
DELAYED = Words("задержка {number} с", "delay of {number} s")
ALWAYS, CHANCE = Words("всегда", "always"), Words("шанс {number} %", "chance {number} %")
MET, LEFT = Words("сработал: {n}", "met: {n}"), Words("осталось раз: {n}", "times left: {n}")
SECONDS_LEFT = Words("ещё {n} с", "{n} s more")
OVER = Words("больше не действует", "no longer on")
SEED_IS = Words("Зерно {seed}, {n}", "Seed {seed}, {n}")
EXCHANGES = ("обмен", "обмена", "обменов")


def arrow_words(arrow: Arrow) -> Words:
    """«ПЦ → Поставщик»."""
    sender, receiver = (SHORT.get(role, same(role)) for role in arrow)
    return Words(f"{sender.ru} → {receiver.ru}", f"{sender.en} → {receiver.en}")


def place_words(setting: Setting) -> Words:
    """«ПЦ → Поставщик · зачисление»."""
    return joined(arrow_words(setting.arrow), door_words(setting.arrow.receiver, setting.path))


def kind_words(setting: Setting) -> Words:
    """What happens: «задержка 2 с», «ответ потерян»."""
    if setting.kind is FaultKind.DELAY:
        return _with_number(DELAYED, setting.milliseconds * 100 // SECOND_MS)
    return WORDS[setting.kind]


def chance_words(setting: Setting) -> Words:
    """How likely: «шанс 30 %», «всегда»."""
    if setting.share >= WHOLE:
        return ALWAYS
    return _with_number(CHANCE, setting.share * 100 // ONE_PERCENT)


def state_words(active: Active) -> Words:
    """How often it was met and what is left: «сработал: 1 · осталось раз: 2 · ещё 43 с»."""
    parts = [MET.format(n=active.met)]
    if not active.on:
        return joined(*parts, OVER)
    if active.left is not None:
        parts.append(LEFT.format(n=active.left))
    if active.seconds is not None:
        parts.append(SECONDS_LEFT.format(n=active.seconds))
    return joined(*parts)


def fault_words(name: str) -> Words:
    """What one request met; a dash for nothing."""
    return WORDS[FaultKind(name)] if name else same("—")


def seed_words(seed: int, outcomes: int) -> Words:
    """«Зерно 17, 42 обмена»."""
    count = counted(outcomes)
    return Words(SEED_IS.ru.format(seed=seed, n=count.ru), SEED_IS.en.format(seed=seed, n=count.en))


def counted(exchanges: int) -> Words:
    """«1 обмен», «42 обмена», «5 обменов»."""
    last, teen = exchanges % 10, exchanges // 10 % 10 == 1
    form = 2 if teen or last == 0 or last > 4 else 0 if last == 1 else 1
    return Words(f"{exchanges} {EXCHANGES[form]}", f"{exchanges} exchange{'' if exchanges == 1 else 's'}")


def joined(*parts: Words) -> Words:
    """Several words in one line."""
    return Words(" · ".join(one.ru for one in parts), " · ".join(one.en for one in parts))


def _with_number(words: Words, hundredths: int) -> Words:
    whole, part = divmod(hundredths, 100)
    text = f"{whole}.{part:02d}".rstrip("0") if part else str(whole)
    return Words(words.ru.format(number=text.replace(".", ",")), words.en.format(number=text))
