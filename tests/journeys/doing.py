"""What people do in the windows, each by clicks and keys: sign, hand cards over, top up, decide, compare, use."""

from pathlib import Path

import msgspec

from tests.journeys.lesson import Lesson
from tests.journeys.person import Person

FULL_NAME, PASSPORT, EMAIL = "Иванов Иван Иванович", "4506123456", "ivanov@example.org"
PROVIDER, CENTRE, AGENT = "МегаФон", "ПЦ Учебный", "Киоск у дома"


def name_provider(person: Person) -> None:
    """The provider says its name and makes its usual tariffs."""
    person.come()
    person.show("overview")
    person.click("begin-describe")
    person.write("name_ru", PROVIDER)
    person.write("name_en", "MegaFon")
    person.write("group_ru", "Мобильная связь")
    person.click("save", window="describe-dialog")
    person.wait_for(f"{PROVIDER} — поставщик")
    person.click("begin-tariffs")
    person.wait_until_gone("Завести обычные")


def sign_subscriber(person: Person) -> None:
    """One page, by the keyboard; the card is copied and the dialog closed."""
    person.come()
    person.show("subscribers")
    person.call_up("ctrl+n", "full_name")
    person.write("full_name", FULL_NAME)
    person.press("Tab")
    person.type(PASSPORT)
    person.write("email", EMAIL)
    person.press("Return")
    person.click("card-copy", window="issued-dialog")
    person.wait_for("Скопировано")


def close_card(person: Person) -> None:
    """The card is handed over."""
    person.come()
    person.click("close-card", window="issued-dialog")
    person.wait_until_gone("Пароль виден только сейчас")


def import_subscriber_card(person: Person) -> None:
    """The consumer takes the card that was copied in the provider's window."""
    person.come()
    person.show("contracts")
    person.call_up("ctrl+i", "import-paste")
    person.click("import-paste")
    person.find("use-call")


def sign_centre(person: Person) -> None:
    """The provider signs the processing centre, the usual field and sums; the card is copied."""
    person.come()
    person.show("centres")
    person.call_up("ctrl+n", "name", window="contract-dialog")
    person.wait_for_focus("name", window="contract-dialog")
    person.type(CENTRE)
    person.click("save", window="contract-dialog")
    person.click("card-copy", window="issued-dialog")
    person.wait_for("Скопировано")


def connect_provider(person: Person) -> None:
    """The centre takes the provider's card, tests the connection, connects."""
    person.come()
    person.show("providers")
    person.call_up("ctrl+n", "import-paste")
    person.click("import-paste")
    person.click("test-connection", window="dialog-connect-provider")
    person.find("connection-steps", window="dialog-connect-provider")
    person.click("save", window="dialog-connect-provider")
    person.wait_for(f"Поставщик «{PROVIDER}» подключён")


def sign_agent(person: Person, file: Path) -> None:
    """The centre signs an agent and saves its card as a file."""
    person.come()
    person.show("agents")
    person.call_up("ctrl+n", "name", window="dialog-sign-agent")
    person.write("name", AGENT, window="dialog-sign-agent")
    person.click("save", window="dialog-sign-agent")
    person.click("card-save", window="issued-card")
    person.write("fileNameEdit", str(file))
    person.press("Return")
    person.wait_for("Сохранено")
    person.click("card-handed-over")


def top_up(person: Person, rubles: int) -> None:
    """The chosen agent's deposit, after a look at «было + станет»."""
    person.come()
    person.show("agents")
    person.call_up("F7", "amount", window="dialog-top-up")
    person.write("amount", str(rubles), window="dialog-top-up")
    person.until(lambda: person.find("sum-after").text not in ("", "—"), "the sum")
    person.click("save", window="dialog-top-up")
    person.wait_for("пополнен на")


def find_payment(person: Person, code: str) -> None:
    """The payment by its code, its story beside the list."""
    person.come()
    person.show("payments")
    person.press("ctrl+f", "ctrl+a")
    person.type(code)
    person.until(lambda: person.find("story-code").text == code, "the story")


def reverse(person: Person, code: str, reason: str) -> None:
    """Through the story's menu, with a reason."""
    find_payment(person, code)
    person.click("story-review")
    person.click("choice-reverse")
    person.write("reason", reason, window="dialog-reverse")
    person.click("save", window="dialog-reverse")


def settle(person: Person, code: str, reference: str, reason: str) -> None:
    """Through the story's menu: the provider has the money, here is its reference."""
    find_payment(person, code)
    person.click("story-review")
    person.click("choice-settle_credited")
    person.write("reference", reference, window="dialog-settle_credited")
    person.write("reason", reason, window="dialog-settle_credited")
    person.click("save", window="dialog-settle_credited")


def retry(person: Person, code: str) -> None:
    """«Повторить сейчас» beside the story."""
    find_payment(person, code)
    person.click("story-retry")


def reconcile(person: Person) -> str:
    """Today, all providers; the verdict."""
    person.come()
    person.show("reconciliation")
    person.click("reconcile")

    def verdict() -> str | None:
        text = person.find("reconciliation-verdict").text
        return text if text.startswith(("Сходится", "Расхождений")) else None

    return person.until(verdict, "the verdict")


def call(person: Person) -> str:
    """One press on «Позвонить»; what stands beside it."""
    person.come()
    person.show("contracts")
    person.click("use-call")
    return person.until(lambda: person.find("result-text").text, "the result")


def sign_everything(lesson: Lesson, file: Path) -> None:
    """All contracts by the cards that people exchange, and 5 000 ₽ on the agent's deposit; the agent's card is kept."""
    name_provider(lesson.provider)
    sign_subscriber(lesson.provider)
    import_subscriber_card(lesson.consumer)
    close_card(lesson.provider)
    sign_centre(lesson.provider)
    connect_provider(lesson.centre)
    close_card(lesson.provider)
    sign_agent(lesson.centre, file)
    top_up(lesson.centre, 5000)
    lesson.connect_terminal(msgspec.json.decode(file.read_bytes()))


def number_of(lesson: Lesson) -> str:
    """The number that the provider issued."""
    number: str = lesson.provider.role.ask("subscribers")["subscribers"][0]["number"]
    return number
