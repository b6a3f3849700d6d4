"""Reports are ordered with everything that is wrong said at once, made from one snapshot, kept with their checksums."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from common.errors import Rejected
from common.principal import Principal
from common.protocol import codes
from common.reporting import maker
from common.reporting.asks import AskFindings, AskSubjects, MailWish, ReportId, ReportState
from tests.common.reporting.office import OPERATOR, SINCE, UNTIL, Office, office


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Office]:
    """A role without a worker: whoever waits for a report makes it."""
    with office(tmp_path) as made:
        yield made


def test_a_report_is_made_by_whoever_waits_for_it_when_nobody_else_does(here: Office) -> None:
    here.note("one")
    here.note("two")

    row = here.order("quick", subject="7", csv=True, wait=True)

    assert (row.state, row.rows, row.name, row.percent) == (ReportState.DONE, 2, "Ромашка", 100)
    assert [one.name[len("2026-11-20") :] for one in row.files] == [
        "_notes_Romashka_PC-uchebny.xlsx",
        "_notes_Romashka_PC-uchebny.csv",
    ]
    assert (Path(row.folder) / row.files[0].name).read_bytes() == b"one\ntwo"


def test_each_file_has_the_checksum_and_the_size_of_what_is_on_the_disk(here: Office) -> None:
    here.note("x" * 3_000_000)

    row = here.order("quick", subject="7", csv=True, wait=True)

    for kept in row.files:
        data = (Path(row.folder) / kept.name).read_bytes()
        assert (kept.size, kept.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert row.files[0].size == 3_000_000


def test_what_was_written_after_the_report_began_is_not_in_it(tmp_path: Path) -> None:
    with office(tmp_path, works=True) as here:
        here.note("before")
        number = here.order().id
        here.wait_until(lambda: here.shown(number).percent == 50)
        here.note("after")
        here.go()

        assert here.ended(number).rows == 1


def test_everything_that_is_wrong_with_an_order_is_said_at_once(here: Office) -> None:
    mail = MailWish(recipients=["a@example.org", "nobody"])
    with pytest.raises(Rejected) as refused:
        here.order("quick", subject="9", since=UNTIL, until=SINCE, mail=mail)

    words = codes.words_of(refused.value)
    assert refused.value.code == "wrong_value"
    assert "Не найдено: «9»" in words.ru
    assert "Конец периода должен быть позже начала" in words.ru
    assert "nobody" in words.ru
    assert "Ничего не сохранено" in words.ru
    assert here.listed() == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "balance"}, "Такого отчёта здесь не делают: «balance»"),
        ({"kind": "quick"}, "Выберите, о ком отчёт"),
        ({"kind": "slow", "subject": "7"}, "Этот отчёт обо всех сразу"),
        ({"kind": "comparing", "csv": True}, "таблицы .csv у этого отчёта нет"),
        ({"kind": "slow", "until": SINCE + timedelta(days=366, milliseconds=1)}, "не длиннее 366 дней"),
        ({"kind": "slow", "until": SINCE}, "позже начала"),
        ({"kind": "slow", "since": datetime(1999, 12, 31, tzinfo=UTC)}, "между 2000 и 2100"),
        ({"kind": "slow", "mail": MailWish(recipients=[f"a{n}@example.org" for n in range(21)])}, "не больше 20"),
    ],
)
def test_an_order_that_cannot_be_is_refused_in_words(here: Office, wrong: dict[str, object], said: str) -> None:
    with pytest.raises(Rejected) as refused:
        here.order(**wrong)  # type: ignore[arg-type]

    assert said in codes.words_of(refused.value).ru


def test_a_whole_year_and_a_day_may_be_asked_for(here: Office) -> None:
    assert here.order(until=SINCE + timedelta(days=366)).state is ReportState.WAITING


def test_no_more_than_two_hundred_reports_of_one_owner_wait(here: Office) -> None:
    for _ in range(200):
        here.order()

    with pytest.raises(Rejected) as refused:
        here.order()

    assert refused.value.code == "too_many_reports"


def test_whom_a_report_may_be_about_is_found_by_a_part_of_the_name(here: Office) -> None:
    def found(kind: str, text: str) -> list[str]:
        ask = AskSubjects(kind=kind, text=text)
        rows = here.database.read(lambda db: here.service.reports.report_subjects(db, OPERATOR, ask))
        return [one.key for one in rows.subjects]

    assert found("quick", "") == ["7", "8"]
    assert found("quick", "Ромашка") == ["7"]
    assert found("slow", "") == []
    with pytest.raises(Rejected):
        found("balance", "")


def test_a_report_is_removed_with_its_files_and_what_it_found(here: Office) -> None:
    row = here.order("comparing", wait=True)

    said = here.service.reports.forget_report(OPERATOR, ReportId(id=row.id))

    assert "убраны" in said.words.ru
    assert not Path(row.folder).exists()
    assert here.listed() == []
    with pytest.raises(Rejected) as refused:
        here.service.reports.forget_report(OPERATOR, ReportId(id=row.id))
    assert refused.value.code == "unknown_report"


def test_a_report_that_waits_is_not_removed(here: Office) -> None:
    row = here.order()

    with pytest.raises(Rejected) as refused:
        here.service.reports.forget_report(OPERATOR, ReportId(id=row.id))

    assert refused.value.code == "report_unfinished"


def test_a_report_that_letters_wait_for_is_not_removed(here: Office) -> None:
    row = here.order("quick", subject="8", mail=MailWish(recipients=["a@example.org"], empty_too=True), wait=True)

    with pytest.raises(Rejected) as refused:
        here.service.reports.forget_report(OPERATOR, ReportId(id=row.id))
    here.service.letters.turn()
    here.service.reports.forget_report(OPERATOR, ReportId(id=row.id))

    assert refused.value.code == "report_awaited"
    assert here.listed() == []


def test_an_empty_report_is_mailed_only_when_that_is_wished(here: Office) -> None:
    def letters(**more: object) -> int:
        wish = MailWish(recipients=["a@example.org", "a@EXAMPLE.org", "b@example.org"], **more)  # type: ignore[arg-type]
        return here.order("quick", subject="7", mail=wish, wait=True).letters

    assert letters() == 0
    assert letters(empty_too=True) == 2
    here.note("one")
    assert letters() == 2


def test_what_a_comparison_found_is_read_by_pages_and_by_kind(here: Office) -> None:
    row = here.order("comparing", wait=True)

    def found(**more: object) -> tuple[int, list[int]]:
        ask = AskFindings(id=row.id, **more)  # type: ignore[arg-type]
        page = here.database.read(lambda db: here.service.reports.findings(db, OPERATOR, ask))
        return page.found, [one.number for one in page.rows]

    assert row.counts == {"sum_differs": 600, "account_differs": 600}
    assert "расхождения" in row.words.ru
    assert found(limit=3) == (1200, [1, 2, 3])
    assert found(kind="account_differs", offset=599, limit=3) == (600, [1200])


def test_the_oldest_reports_are_forgotten_with_their_files_unless_letters_wait_for_them(
    here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maker, "KEPT", 2)
    mail = MailWish(recipients=["a@example.org"], empty_too=True)
    mailed = here.order("quick", subject="7", mail=mail, wait=True)
    plain = [here.order("quick", subject="7", wait=True) for _ in range(3)]

    kept = [row.id for row in here.listed()]
    folders = [Path(row.folder).exists() for row in (mailed, *plain)]
    here.service.letters.turn()
    last = here.order("quick", subject="7", wait=True)

    assert kept == [plain[2].id, plain[1].id, mailed.id]
    assert folders == [True, False, True, True]
    assert [row.id for row in here.listed()] == [last.id, plain[2].id]


def test_whoever_orders_much_by_a_login_of_his_own_pushes_out_nobody_s_reports_but_his(
    here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maker, "KEPT", 3)
    monkeypatch.setattr(maker, "KEPT_OF_OTHERS", 2)
    agent, other = Principal("agent", "7"), Principal("agent", "8")
    ours = [here.order("quick", subject="7", wait=True).id for _ in range(3)]
    others = here.order("quick", other, subject="8", wait=True).id
    theirs = [here.order("quick", agent, subject="7", wait=True).id for _ in range(5)]

    kept = [row.id for row in here.listed()]

    assert kept == [theirs[4], theirs[3], others, *reversed(ours)]


def test_a_year_s_worth_of_reports_is_not_forgotten_at_one_blow(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [here.order("quick", subject="7", wait=True).id for _ in range(6)]
    monkeypatch.setattr(maker, "MOST_FORGOTTEN", 2)
    monkeypatch.setattr(maker, "KEPT_MS", -1)

    last = here.order("quick", subject="7", wait=True).id

    assert [row.id for row in here.listed()] == [last, *before[:1:-1]]


def test_the_list_is_narrowed_by_words_kind_and_state(here: Office) -> None:
    quick = here.order("quick", subject="7", wait=True).id
    slow = here.order("slow").id

    def numbers(**more: object) -> list[int]:
        return [one.id for one in here.listed(OPERATOR, **more)]

    assert numbers() == [slow, quick]
    assert numbers(text="ромаш") == [quick]
    assert numbers(text="замет") == [quick]
    assert numbers(kind="slow") == [slow]
    assert numbers(state="done") == [quick]
    assert numbers(limit=1, offset=1) == [quick]
