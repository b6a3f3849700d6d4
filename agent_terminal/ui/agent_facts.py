"""Who runs the terminal, how its kiosk behaves, and whether the service menu has a PIN of its own."""

from collections.abc import Callable

from agent_terminal.service.messages import AgentShown, KioskSettings
from agent_terminal.ui.card import Card
from common.qt import spoken, wording
from common.qt.buttons import Buttons
from common.qt.desk import Desk
from common.qt.facts import Facts
from common.words import Language, Words, same

AGENT, KIOSK = Words("Агент", "Agent"), Words("Киоск", "Kiosk")
FACTS = (
    ("name", Words("Название", "Name")),
    ("inn", Words("ИНН", "INN")),
    ("address", Words("Адрес", "Address")),
    ("phone", Words("Телефон поддержки", "Support phone")),
    ("notes", Words("Купюры", "Notes taken")),
    ("patience", Words("Терпение", "Patience")),
)
KIOSK_FACTS = (
    ("volume", Words("Громкость", "Volume")),
    ("motion", Words("Анимация", "Animations")),
    ("nearest", Words("Ближайший терминал", "Nearest terminal")),
    ("authority", Words("Телефон надзора", "Supervisor's phone")),
    ("pin", Words("PIN сервисного меню", "Service menu's PIN")),
)
EDIT, PIN = Words("Изменить…", "Edit…"), Words("Задать PIN…", "Set the PIN…")
EDIT_AGENT, EDIT_KIOSK = Words("Изменить реквизиты агента…", "Edit the agent's details…"), Words(
    "Изменить настройки киоска…", "Edit the kiosk's settings…"
)  # fmt: skip
ON, OFF = Words("есть", "on"), Words("нет", "off")
TRAINING = Words("учебный PIN 1234, задайте свой", "training PIN 1234, set your own")
OWN = Words("свой", "your own")
NOBODY = Words("—", "—")


class AgentFacts(Card):
    """The agent as receipts say."""

    def __init__(self, desk: Desk, edit: Callable[[], object]) -> None:
        """`edit` opens the form."""
        super().__init__(desk, "agent-facts", AGENT)
        self.facts = Facts(desk, FACTS)
        self.add(self.facts)
        self.lines.addStretch(1)
        self.edit = spoken.button(desk, EDIT, edit, icon="edit")
        self.edit.setObjectName("edit-agent-button")
        spoken.named(desk, self.edit, EDIT_AGENT)
        self.add(Buttons(self.edit))

    def show_agent(self, agent: AgentShown) -> None:
        """As it is now."""
        texts = {name: getattr(agent, name) for name in ("name", "inn", "address", "phone")}
        values = {name: same(text) for name, text in texts.items() if text}
        values["notes"] = Words(notes_words(agent.notes, "ru"), notes_words(agent.notes, "en"))
        values["patience"] = same(f"× {agent.patience}")
        self.facts.show_values(values)


class KioskFacts(Card):
    """What the payer's page is told."""

    def __init__(self, desk: Desk, edit: Callable[[], object], pin: Callable[[], object]) -> None:
        """`edit` and `pin` open the forms."""
        super().__init__(desk, "kiosk-facts", KIOSK)
        self.facts = Facts(desk, KIOSK_FACTS)
        self.add(self.facts)
        self.lines.addStretch(1)
        self.edit = spoken.button(desk, EDIT, edit, icon="edit")
        self.edit.setObjectName("edit-kiosk-button")
        spoken.named(desk, self.edit, EDIT_KIOSK)
        self.pin = spoken.button(desk, PIN, pin, icon="key")
        self.pin.setObjectName("set-pin-button")
        self.add(Buttons(self.edit, self.pin))

    def show_settings(self, seen: KioskSettings) -> None:
        """As they are now."""
        self.facts.show_values(
            {
                "volume": same(f"{seen.volume}{wording.BREAK}%"),
                "motion": ON if seen.motion else OFF,
                "nearest": same(seen.nearest) if seen.nearest else NOBODY,
                "authority": same(seen.authority) if seen.authority else NOBODY,
                "pin": TRAINING if seen.training_pin else OWN,
            }
        )


def notes_words(notes: list[int], tongue: Language) -> str:
    """«10, 50, 100 ₽»."""
    return f"{', '.join(wording.number(note // 100, tongue) for note in notes)}{wording.BREAK}₽"
