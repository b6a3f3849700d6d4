"""The staff's journal: every kind that the code writes has words, and pages narrow to what is looked for."""

import ast
from typing import Any

import pytest

from agent_terminal.core import journal_words
from agent_terminal.service import messages
from agent_terminal.service.messages import Level, Topic
from agent_terminal.service.on_cash import FOR_STAFF
from agent_terminal.store import papers
from common.database import Connection
from common.setup.places import PROJECT
from common.words import Words
from tests.agent_terminal.service.operating import ask
from tests.agent_terminal.stand import BILLS, Stand

CODE = PROJECT / "agent_terminal"


def page(stand: Stand, **asked: Any) -> messages.JournalPage:
    return ask(stand, "list-journal", messages.FindJournal(**asked))  # type: ignore[no-any-return]


def kinds_written() -> set[str]:
    """The texts that calls of `papers.note` name as their kind, in all files of the terminal."""
    found: set[str] = set()
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("papers.note", "note") and len(node.args) > 2:
                parts = [part.value for part in ast.walk(node.args[2]) if isinstance(part, ast.Constant)]
                found |= {part for part in parts if isinstance(part, str)}
    return found


def test_every_kind_that_the_code_writes_has_words() -> None:
    written = kinds_written()

    assert {"encashment", "contract", "late_cash"} <= written
    assert written <= set(journal_words.KINDS), written - set(journal_words.KINDS)
    assert {one.__name__ for one in FOR_STAFF} <= set(journal_words.KINDS)


def test_words_are_in_both_languages() -> None:
    assert all(kind.words.ru != kind.words.en for kind in journal_words.KINDS.values())


@pytest.fixture
def lived(ready: Stand) -> Stand:
    """A contract, a note in doubt, a stop, a silent acceptor, a commission."""
    ready.to_cash()
    ready.cash.escrowed(BILLS[2])
    ready.cash.nothing_inside()
    ready.clock.advance(60)
    ask(ready, "stop-taking")
    ready.unplug()
    ready.set_commission(basis_points=300)
    return ready


def test_lines_speak_both_languages_whatever_language_the_terminal_runs_in(lived: Stand) -> None:
    rows = {one.kind: one for one in page(lived).lines}

    assert rows["note_lost"].detail == Words("100,00 ₽, тип 2", "100.00 ₽, type 2")
    assert rows["Offline"].detail.en == "the acceptor has been silent for 5 s"
    assert rows["Offline"].detail.ru == "приёмник молчит 5 с"
    assert all("{" not in line.detail for line in ask(lived, "journal", messages.Limit()).lines)


def test_a_line_of_an_older_version_is_shown_as_it_came(ready: Stand) -> None:
    def write(db: Connection) -> None:
        for detail in ("plain", "{not json", '{"ru":1}'):
            papers.note(db, 1, "ancient", detail)

    ready.database.write(write)

    assert [one.detail.ru for one in page(ready, limit=3).lines] == ['{"ru":1}', "{not json", "plain"]
    assert page(ready).lines[0].words == Words("ancient", "ancient")


def test_the_newest_stand_first_and_pages_stay_still(lived: Stand) -> None:
    first = page(lived, limit=2)
    ask(lived, "resume-taking")

    rest = page(lived, limit=10, offset=2, up_to=first.up_to)

    assert [one.kind for one in [*first.lines, *rest.lines]] == [
        "commission",
        "Offline",
        "stop_taking",
        "note_lost",
        "contract",
    ]
    assert (rest.every, page(lived).every) == (5, 6)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"topic": Topic.CASH}, ["note_lost"]),
        ({"topic": Topic.DEVICE}, ["Offline"]),
        ({"topic": Topic.OPERATOR}, ["commission", "stop_taking", "contract"]),
        ({"topic": Topic.PAYMENT}, []),
        ({"level": Level.TROUBLE}, ["Offline"]),
        ({"level": Level.ATTENTION}, ["stop_taking", "note_lost"]),
        ({"topic": Topic.OPERATOR, "level": Level.ATTENTION}, ["stop_taking"]),
        ({"text": "молчит"}, ["Offline"]),
        ({"text": "SILENT"}, ["Offline"]),
        ({"text": "приём оста"}, ["stop_taking"]),
        ({"text": "doubt"}, ["note_lost"]),
        ({"text": "100,00"}, ["note_lost"]),
        ({"text": "нет такого"}, []),
        ({"text": "?"}, []),
    ],
)
def test_topics_levels_and_words_narrow_the_journal(lived: Stand, asked: dict[str, Any], wanted: list[str]) -> None:
    found = page(lived, **asked)

    assert [one.kind for one in found.lines] == wanted
    assert (found.found, found.every) == (len(wanted), 5)


def test_a_session_is_found_by_its_id(lived: Stand) -> None:
    lost = next(one for one in page(lived).lines if one.kind == "note_lost")

    assert lost.session_id
    assert [one.kind for one in page(lived, text=lost.session_id).lines] == ["note_lost"]


def test_a_period_narrows_the_journal(lived: Stand) -> None:
    stop = next(one for one in page(lived).lines if one.kind == "stop_taking")

    assert [one.kind for one in page(lived, since=stop.at).lines] == ["commission", "Offline", "stop_taking"]
    assert [one.kind for one in page(lived, until=stop.at).lines] == ["note_lost", "contract"]


def test_what_the_centre_lost_is_told_with_its_code_and_sum(ready: Stand) -> None:
    ready.pay(10_000)
    ready.turn()
    code = ready.payments()[0].code
    ready.centre.accepted.clear()
    ready.pass_time(61)

    (line,) = page(ready, topic=Topic.PAYMENT).lines
    assert line.detail.en == f"{code}, 100.00 ₽: the centre does not know this payment"
