"""Before a contract is signed: free numbers, every mistake at once, somebody with the same passport."""

import pytest

from common.errors import OplataError
from common.protocol import codes
from provider_app.core import numbers
from provider_app.service import messages
from provider_app.service.messages import SubscriberOrder
from tests.provider_app.running import PASSPORT, Running, Subscriber, code

GOOD = {"full_name": "Иванов Иван", "passport": "4506 123456", "email": "ivan@example.org", "tariff": "mobile"}


def tried(running: Running, **changed: str) -> messages.SubscriberTried:
    answer: messages.SubscriberTried = running.operate("try-subscriber", messages.TrySubscriber(**(GOOD | changed)))
    return answer


def wrong(answer: messages.SubscriberTried) -> list[str]:
    return [one.field for one in answer.mistakes]


def test_all_mistakes_are_told_at_once_and_none_of_the_values(running: Running) -> None:
    answer = tried(running, full_name="Иванов", passport="4506 12345", email="нет", tariff="x")

    assert wrong(answer) == ["full_name", "passport", "email", "tariff"]
    assert answer.mistakes[1].words.ru == "В паспорте 10 цифр: 4 серии и 6 номера. Сейчас 9."
    assert "12345" not in str(answer)


def test_signing_refuses_with_the_same_words(running: Running) -> None:
    ask = messages.SignSubscriber(**(GOOD | {"full_name": "", "passport": "4506 12345"}))

    with pytest.raises(OplataError) as refusal:
        running.operate("sign-subscriber", ask)

    said = codes.words_of(refusal.value)
    assert "Впишите хотя бы фамилию и имя." in said.ru
    assert "Сейчас 9." in said.ru
    assert "Now there are 9." in said.en


@pytest.mark.parametrize(
    ("number", "mistakes"),
    [("", []), ("9120000001", []), ("+7 912 000-00-01", []), ("123", ["number"]), ("8000000000", ["number"])],
)
def test_a_number_may_be_typed_as_people_do(running: Running, number: str, mistakes: list[str]) -> None:
    assert wrong(tried(running, number=number)) == mistakes


def test_a_taken_number_is_told_before_signing(running: Running, subscriber: Subscriber) -> None:
    answer = tried(running, number=subscriber.number)

    assert wrong(answer) == ["number"]
    assert numbers.shown(subscriber.number) in answer.mistakes[0].words.ru


def test_the_same_passport_is_worth_a_word_and_no_obstacle(running: Running) -> None:
    first = running.signed(passport="4507 654321", full_name="Ёлкина Анна")
    contract = running.operate("show-subscriber", messages.OneSubscriber(number=first.number)).contract

    answer = tried(running, passport="45 07 654321")

    assert answer.mistakes == []
    assert [(one.number, one.contract) for one in answer.same_passport] == [(first.number, contract)]
    assert f"{contract:06d}" in answer.same_passport[0].words.ru
    assert running.signed(passport="4507654321").number != first.number
    assert tried(running, passport="45 07 65432").same_passport == []


def test_contracts_are_numbered_one_after_another(running: Running) -> None:
    signed = [running.signed().number for _ in range(3)]

    shown = [running.operate("show-subscriber", messages.OneSubscriber(number=number)) for number in signed]

    assert [one.contract - shown[0].contract for one in shown] == [0, 1, 2]


def test_free_numbers_are_free_and_of_the_plan(running: Running) -> None:
    found = running.operate("free-numbers", messages.AskNumbers(tariff="home", limit=20)).numbers

    assert len({one.number for one in found}) == 20
    assert all(numbers.belongs("XXXXXXXX", one.number) for one in found)
    phone = running.operate("free-numbers", messages.AskNumbers(tariff="mobile")).numbers[0]
    assert phone.shown == numbers.shown(phone.number)
    assert phone.shown.startswith("+7 9")
    assert running.signed(number=phone.number).number == phone.number


def test_free_numbers_may_be_asked_for_by_their_digits(running: Running) -> None:
    found = running.operate("free-numbers", messages.AskNumbers(tariff="mobile", holding="777", limit=5)).numbers

    assert all(one.number.endswith("777") for one in found)
    whole = running.operate("free-numbers", messages.AskNumbers(holding="+7 999 111-22-33")).numbers
    assert [one.number for one in whole] == ["9991112233"]
    assert code(lambda: running.operate("free-numbers", messages.AskNumbers(holding="8" * 10))) == (
        "Rejected no_free_number"
    )


def test_lists_show_a_masked_passport_and_only_asking_shows_it_whole(running: Running) -> None:
    one = running.signed(passport="4509 111222", full_name="Маскин Марк")
    other = running.signed(passport=PASSPORT, full_name="Маскин Макар")

    listed = running.operate("subscribers", messages.FindSubscribers(search="маскин", order=SubscriberOrder.CONTRACT))
    shown = running.operate("show-passport", messages.OneSubscriber(number=one.number))

    assert [row.number for row in listed.subscribers] == [one.number, other.number]
    assert [row.passport for row in listed.subscribers] == ["45 09 ••••22", "45••••63"]
    assert shown.passport == "4509 111222"
    running.instance.log.lines.flush()
    running.instance.log.exchanges.flush()
    for path in (running.folder / "logs").iterdir():
        text = path.read_text(encoding="utf-8")
        assert "4509 111222" not in text
    assert "passport shown" in (running.folder / "logs" / "provider-test.jsonl").read_text(encoding="utf-8")


def test_subscribers_are_counted_filtered_and_ordered(running: Running) -> None:
    signed = [running.signed(full_name=f"Порядкин {name}") for name in ("Борис", "Антон", "Вадим")]
    running.operate("block-subscriber", messages.OneSubscriber(number=signed[0].number))

    def names(**asked: object) -> list[str]:
        ask = messages.FindSubscribers(search="порядкин", **asked)  # type: ignore[arg-type]
        return [one.full_name.split()[1] for one in running.operate("subscribers", ask).subscribers]

    assert names(order=SubscriberOrder.FULL_NAME) == ["Антон", "Борис", "Вадим"]
    assert names(order=SubscriberOrder.FULL_NAME, descending=True, offset=1, limit=1) == ["Борис"]
    assert names(blocked=True) == ["Борис"]
    assert names(blocked=False, order=SubscriberOrder.CONTRACT) == ["Антон", "Вадим"]
    assert names(tariff="home") == []
    assert running.operate("subscribers", messages.FindSubscribers(search="порядкин", limit=1)).count == 3
    shown = numbers.shown(signed[0].number)
    assert running.operate("subscribers", messages.FindSubscribers(search=shown)).count == 1


def test_a_name_and_an_email_may_be_corrected(running: Running, subscriber: Subscriber) -> None:
    ask = messages.EditSubscriber(number=subscriber.number, full_name=" Петров  Пётр ")

    changed = running.operate("edit-subscriber", ask)

    assert (changed.full_name, changed.email) == ("Петров Пётр", "ivanov@example.org")
    found = running.operate("subscribers", messages.FindSubscribers(search="ПЁТР")).subscribers
    assert subscriber.number in [one.number for one in found]
    wrong = messages.EditSubscriber(number=subscriber.number, email="нет")
    assert code(lambda: running.operate("edit-subscriber", wrong)) == "Rejected wrong_value"
