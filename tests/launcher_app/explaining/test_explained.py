"""Explanations: every door and every ending has its words in both languages, and they say what is true of the money."""

import re
from pathlib import Path
from typing import Any

import pytest

from common.protocol import codes
from launcher_app.explaining import explained
from launcher_app.explaining.doors import TEXTS
from launcher_app.feed.doors import DOORS
from launcher_app.feed.hop import Hop, Outcome
from launcher_app.proxy.faults import FaultKind
from tests.launcher_app.diagram.sample import hop, payment

ROOT = Path(__file__).parents[3]
LATIN, CYRILLIC = re.compile(r"[A-Za-z]{2,}"), re.compile(r"[А-Яа-яЁё]{2,}")
WIRE = re.compile(r"\([a-z_]+\)")
SAME = {"QR", "PID", "WAL", "synchronous", "FULL", "port", "logs", "bak", "UTC", "application", "json", "doctor"}
ENDINGS: dict[str, dict[str, Any]] = {
    "waiting": {"ended": False, "status": 0, "answered": 0},
    "yes": {},
    "no": {"status": 422, "reply": '{"code":"refused","detail":"7"}'},
    "strange no": {"status": 422, "reply": '{"code":"nonsense"}'},
    "unreadable no": {"status": 422, "reply": "<html>"},
    "lost": {"status": 0, "answered": 200},
    "lost no": {"status": 0, "answered": 422},
    "no connection": {"status": 0, "answered": 0, "error": "no_connection"},
    "no answer": {"status": 0, "answered": 0, "error": "no_answer"},
    **{str(status): {"status": status} for status in (204, 302, 400, 401, 403, 404, 405, 408, 409, 413, 429, 500, 503)},
}


def knocking(receiver: str, path: str, **told: Any) -> Hop:
    sender = DOORS[receiver, path].sender
    return hop(1, 0, sender, receiver, path, amount=48_500, **told)


def test_every_door_between_roles_has_its_texts() -> None:
    assert set(TEXTS) == set(DOORS)


def test_every_ending_is_among_those_explained() -> None:
    seen = {knocking("provider", "/v1/credit", **told).outcome for told in ENDINGS.values()}

    assert seen == set(Outcome)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("door", DOORS, ids="".join)
def test_every_door_and_ending_is_explained_in_each_language(door: tuple[str, str], ending: str) -> None:
    for fault in ("", *FaultKind, "nonsense"):
        told = explained(knocking(*door, **(ENDINGS[ending] | {"fault": fault})))

        assert "{" not in told.words.ru + told.words.en
        assert [word for word in LATIN.findall(WIRE.sub("", told.words.ru)) if word not in SAME] == []
        assert CYRILLIC.findall(WIRE.sub("", told.words.en)) == []
        assert told.words.ru.endswith((".", "?"))
        assert told.link


@pytest.mark.parametrize("code", codes.CODES)
def test_every_code_is_explained_with_its_own_words(code: str) -> None:
    reply = f'{{"code":"{code}","detail":"7"}}'

    told = explained(knocking("provider", "/v1/credit", status=codes.CODES[code].status, reply=reply))

    assert codes.words(code, "7").ru.rstrip(". ") in told.words.ru
    assert codes.words(code, "7").en.rstrip(". ") in told.words.en


def test_every_link_leads_to_a_heading_of_the_documents() -> None:
    every = {explained(knocking(*door, **told)).link for door in DOORS for told in ENDINGS.values()}
    every.add(explained(hop(1, 0, "terminal", "processing", "/nowhere")).link)

    for link in every:
        page, _, anchor = link.partition("#")
        assert anchor in anchors(ROOT / page), link


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (3, "Платёж принят: деньги агента на холде"),
        (4, "Зачислено ли, центр не знает, и холд остаётся"),
        (6, "Связи нет"),
        (7, "Это попытка 3 из 3"),
        (9, "повторил человек"),
    ],
)
def test_a_payment_is_told_step_by_step(number: int, words: str) -> None:
    hops = payment()

    told = explained(hops[number - 1], hops)

    assert words in told.words.ru


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ('{"status":"unknown"}', "можно смело повторить"),
        ('{"status":"credited"}', "потерялся только ответ"),
        ('{"status":"voided"}', "закрыт навсегда"),
        ('{"status":"reversed"}', "нужен человек"),
        ('{"status":"something"}', "по своим записям"),
    ],
)
def test_what_became_of_a_payment_is_told_by_the_word_of_the_answer(reply: str, words: str) -> None:
    assert words in explained(knocking("provider", "/v1/status", reply=reply)).words.ru


def test_a_spent_deposit_closes_the_terminal() -> None:
    for reply in ('{"available":0,"blocked":false}', '{"available":100,"blocked":true}'):
        assert "закроет приём" in explained(knocking("processing", "/v1/deposit", reply=reply)).words.ru


@pytest.mark.parametrize(
    ("verb", "result", "words"),
    [
        ("osmp/check", 0, "нашёл абонента"),
        ("osmp/check", 5, "денег терминал не возьмёт"),
        ("osmp/pay", 0, "Платёж окончен"),
        ("osmp/pay", 1, "повторит тот же запрос"),
        ("osmp/pay", 90, "повторит тот же запрос"),
        ("osmp/pay", 79, "снимет холд"),
        ("osmp/pay", 215, "нужен человек"),
        ("osmp/pay", 7777, "в таблице договора нет"),
    ],
)
def test_the_number_in_an_osmp_answer_decides_and_not_its_200(verb: str, result: int, words: str) -> None:
    reply = f"<?xml version='1.0'?><response><result>{result}</result></response>"

    told = explained(knocking("provider", "/osmp", verb=verb, reply=reply))

    assert words in told.words.ru
    assert "#9-" in told.link


def test_a_wrong_login_is_about_the_contract_and_fulfils_the_sentence_on_basic_auth() -> None:
    told = explained(knocking("provider", "/v1/credit", status=401))

    assert "Дело не в платеже, а в договоре" in told.words.ru
    assert told.requirement is not None
    assert "Basic Authentication" in told.requirement.ru


def test_an_answer_made_on_the_way_is_not_put_into_the_receivers_mouth() -> None:
    faked = knocking("provider", "/v1/credit", status=500, answered=0, fault="server_error", reply='{"code":"fault"}')

    told = explained(faked)

    assert "дал его не поставщик" in told.words.ru
    assert "Поставщик ответил" not in told.words.ru


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ('{"reference":"1"}', "как на узнанный повтор"),
        ('{"reference":"2"}', "Один номер — один ответ"),
    ],
)
def test_a_repeat_with_the_same_id_is_compared_with_the_first_answer(reply: str, words: str) -> None:
    first = hop(1, 0, "processing", "provider", "/v1/credit", request='{"payment_id":"a"}', reply='{"reference": "1"}')
    again = hop(2, 9, "processing", "provider", "/v1/credit", request='{"payment_id":"a"}', reply=reply, by_hand=True)

    told = explained(again, [first, again])

    assert words in told.words.ru
    assert "обмен 1" in told.words.ru


def test_the_second_copy_of_a_doubled_request_is_called_that() -> None:
    one = hop(1, 0, "processing", "provider", "/v1/credit", fault="doubled", request="{}", reply='{"reference":"1"}')
    other = hop(2, 1, "processing", "provider", "/v1/credit", span="s1", fault="doubled", request="{}", reply=one.reply)

    told = explained(other, [one, other])

    assert "второй экземпляр" in told.words.ru
    assert "как на узнанный повтор" in told.words.ru


@pytest.mark.parametrize(
    "reply", ["", "[]", "{", '{"code":7,"messages":[],"detail":{}}', '{"messages":{"ru":1,"en":2}}']
)
def test_whatever_a_stranger_answers_there_are_words_for_it(reply: str) -> None:
    for status in (200, 422, 500):
        assert explained(knocking("provider", "/v1/credit", status=status, reply=reply)).words.en


def anchors(page: Path) -> set[str]:
    """As GitHub makes them of headings."""
    found: dict[str, int] = {}
    names = set()
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            text = re.sub(r"[^\w\- ]", "", line.lstrip("#").strip().lower()).replace(" ", "-")
            names.add(f"{text}-{found[text]}" if text in found else text)
            found[text] = found.get(text, 0) + 1
    return names
