"""Commands: made from messages, carried out by the running instance or on its folder, with stable exit codes."""

import json
import os
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from common import command_line, settings
from common.errors import Rejected
from common.operation import Operation
from common.protocol.endpoint import LocalPath, Message, Moment, Nothing
from common.secrets import write_whole
from common.words import Words
from tests.common import tiny
from tests.common.processes import Commands, Running


class Period(Message, frozen=True):
    """As reports and reconciliations ask."""

    since: Moment
    until: Moment | None = None


class Days(Message, frozen=True):
    """As statistics are asked for: the days of the network, whatever computer asks."""

    since: date | None = None


class Wish(Message, frozen=True):
    """As orders of reports say who gets them."""

    recipients: list[str] = []
    empty_too: bool = False


class Sending(Message, frozen=True):
    """As letters are asked for."""

    path: LocalPath = ""
    to: list[str] = []
    mail: Wish | None = None


class Numbered(Message, frozen=True):
    """As what has a number is asked for."""

    id: int


class Ended(Message, frozen=True):
    """As what is made in the meantime is answered."""

    state: str


class Port(Message, frozen=True):
    """As the settings of mail have."""

    port: int


def test_without_an_instance_a_command_works_on_the_folder_itself(commands: Commands) -> None:
    added = commands("add-note", "--text", "первая", "--amount", "5")
    read = commands("notes", "--json")

    assert (added.code, read.code) == (0, 0)
    assert "text: первая" in added.said
    assert json.loads(read.said) == {"texts": ["первая"], "pid": os.getpid()}
    assert read.complained == ""


def test_a_running_instance_carries_the_command_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Running(tmp_path) as running:
        commands = Commands(tmp_path, capsys)
        assert commands("add-note", "--text", "over the door").code == 0
        read = json.loads(commands("notes", "--json").said)

        assert read == {"texts": ["over the door"], "pid": running.process.pid}
        refused = commands("add-note", "--text", "bad")
        assert refused.code == 1
        assert "Значение не годится: bad" in refused.complained

    after = json.loads(Commands(tmp_path, capsys)("notes", "--json").said)
    assert after == {"texts": ["over the door"], "pid": os.getpid()}


def test_what_a_dead_instance_left_behind_is_not_believed(commands: Commands) -> None:
    """Its port may be somebody else's by now."""
    assert commands("notes").code == 0
    with Running(commands.data, "--profile", "other") as other:
        stale = settings.Ready("provider", "default", other.said["url"], 1)
        write_whole(
            commands.data / "provider" / "default" / "ready.json",
            json.dumps({"role": stale.role, "profile": stale.profile, "url": stale.url, "pid": stale.pid}).encode(),
        )

        read = commands("notes", "--profile", "default", "--json")

        assert read.code == 0
        assert json.loads(read.said)["pid"] == os.getpid()


def test_a_command_without_a_profile_goes_to_the_one_that_was_started_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = Commands(tmp_path, capsys)
    commands("--profile", "megafon", "add-note", "--text", "in megafon")
    with Running(tmp_path, "--profile", "megafon"):
        pass

    assert json.loads(commands("notes", "--json").said)["texts"] == ["in megafon"]
    assert json.loads(commands("--profile", "default", "notes", "--json").said)["texts"] == []


def test_shared_options_may_stand_before_or_behind_the_command(commands: Commands) -> None:
    commands("--profile", "one", "add-note", "--text", "a")
    commands("add-note", "--text", "b", "--profile", "one")

    texts = json.loads(commands("notes", "--json", "--profile", "one", "--lang", "en").said)["texts"]

    assert texts == ["a", "b"]


def test_every_kind_of_field_is_an_option(commands: Commands) -> None:
    done = commands(
        "add-note", "--text", "123", "--amount", "-7", "--loud", "true", "--colour", "blue", "--limit", "null",
        "--at", "2030-01-02T03:04:05Z", "--fields", '{"a": "б"}', "--tags", '["x", "y"]',
        "--name", '{"ru": "Имя", "en": "Name"}', "--json",
    )  # fmt: skip

    assert done.code == 0
    said = json.loads(done.said)
    assert (said["text"], said["amount"]) == ("123", -7)
    assert said["rest"] == repr((True, "blue", None, "2030-01-02T03:04:05+00:00", {"a": "б"}, ["x", "y"], "Имя"))


def test_a_yes_or_no_that_is_only_named_is_yes(commands: Commands) -> None:
    said = json.loads(commands("add-note", "--loud", "--text", "a", "--json").said)

    assert (said["text"], said["rest"].startswith("(True,")) == ("a", True)


def test_help_says_that_a_sum_is_in_kopecks(commands: Commands) -> None:
    helped = commands("add-note", "--help").said

    assert re.search(r"--amount … +int, в копейках / kopecks\n", helped)
    assert re.search(r"--text … +str\n", helped)


@pytest.mark.parametrize("mark", ["@", ""])
def test_what_is_larger_may_come_from_a_file(commands: Commands, tmp_path: Path, mark: str) -> None:
    """As a Windows editor writes it: with a mark before the text."""
    file = tmp_path / "поля.json"
    file.write_bytes(b"\xef\xbb\xbf" + '{"а": "б"}'.encode())

    done = commands("add-note", "--text", "t", "--fields", f"{mark}{file}", "--json")

    assert done.code == 0
    assert "{'а': 'б'}" in json.loads(done.said)["rest"]


def test_json_longer_than_a_files_name_may_be_is_json(commands: Commands) -> None:
    long = json.dumps({f"field_{number}": "x" * 50 for number in range(100)})

    done = commands("add-note", "--text", "t", "--fields", long, "--json")

    assert done.code == 0
    assert "field_99" in done.said


def test_a_tuple_of_values_is_json_too(commands: Commands) -> None:
    done = commands("add-note", "--text", "t", "--ranges", '[{"above": 5}]', "--json")

    assert done.code == 0
    assert "above=5" in json.loads(done.said)["rest"]


WRONG = [
    ("--amount", "5.5"), ("--amount", "five"), ("--loud", "perhaps"), ("--colour", "green"), ("--at", "yesterday"),
    ("--fields", "{"), ("--fields", "[]"), ("--fields", '{"a": 1}'), ("--fields", "@no.json"), ("--fields", "x" * 999),
    ("--tags", "{}"), ("--name", '{"ru": "x"}'), ("--tags", "[" * 5000),
]  # fmt: skip


@pytest.mark.parametrize(("option", "value"), WRONG)
def test_a_value_that_does_not_fit_is_exit_1_with_the_reason(commands: Commands, option: str, value: str) -> None:
    done = commands("add-note", "--text", "t", option, value)

    assert done.code == 1
    assert "Значение не годится" in done.complained
    assert commands("notes", "--json").said.count('"texts": []') == 1


def test_a_number_no_column_can_hold_is_refused_as_the_door_refuses_it(commands: Commands) -> None:
    done = commands("add-note", "--text", "t", "--amount", str(2**63))

    assert done.code == 5
    assert "2^63" in done.complained
    assert commands("notes", "--json").said.count('"texts": []') == 1


def test_a_command_that_is_interrupted_says_so_in_a_sentence(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tiny.Service, "hang", interrupted)

    done = commands("hang")

    assert (done.code, done.said) == (130, "")
    assert done.complained == "Команда прервана, ответа она не дождалась. Что уже записано или заказано, осталось.\n"


@pytest.mark.parametrize(("state", "code"), [("failed", 1), ("done", 0)])
def test_what_was_waited_for_and_failed_is_exit_1(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, state: str, code: int
) -> None:
    monkeypatch.setattr(tiny.Service, "hang", lambda *_: Ended(state=state))

    done = commands("hang")

    assert (done.code, done.said) == (code, f"state: {state}\n")


def test_a_missing_option_is_exit_2(commands: Commands) -> None:
    assert commands("add-note").code == 2


def test_refusals_are_said_in_the_language_asked_for(commands: Commands) -> None:
    russian = commands("add-note", "--text", "bad")
    english = commands("--lang", "en", "add-note", "--text", "bad")

    assert russian.complained.startswith("Значение не годится: bad")
    assert english.complained.startswith("The value is not acceptable: bad")
    assert (russian.said, english.said) == ("", "")


def test_help_lists_every_command_in_both_languages(commands: Commands) -> None:
    listed = commands("--help")
    one = commands("add-note", "--help")

    assert (listed.code, one.code) == (0, 0)
    assert "Записать, 1 % / Write down, 1 %" in " ".join(listed.said.split())
    assert "--text" in one.said


def test_an_answer_reads_as_names_and_values(commands: Commands) -> None:
    commands("add-note", "--text", "a")
    commands("add-note", "--text", "b")

    assert commands("notes").said.splitlines()[:3] == ["texts: ", "  - a", "  - b"]
    assert "пусто" in commands("--profile", "new", "notes").said
    assert "nothing" in commands("--profile", "new", "--lang", "en", "notes").said


def local(*day_and_time: int) -> datetime:
    """A moment of this computer's zone."""
    return datetime(*day_and_time).astimezone()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("since", "until", "meant"),
    [
        ("2026-11-01", "2026-11-20", (local(2026, 11, 1), local(2026, 11, 21))),
        ("2026-11-30", "2026-11-30", (local(2026, 11, 30), local(2026, 12, 1))),
        ("2026-11-01T06:00", "2026-11-01 18:30:05", (local(2026, 11, 1, 6), local(2026, 11, 1, 18, 30, 5))),
        (
            "2026-11-01T06:00:00Z",
            "2026-11-20T00:00:00+03:00",
            (datetime(2026, 11, 1, 6, tzinfo=UTC), datetime(2026, 11, 19, 21, tzinfo=UTC)),
        ),
    ],
)
def test_a_day_is_this_computer_s_and_the_day_a_period_ends_on_belongs_to_it(
    since: str, until: str, meant: tuple[datetime, datetime]
) -> None:
    period = Operation("period", "read", Period, Nothing, Words("Период", "Period"))
    given = command_line.parse("provider", [period], ["period", "--since", since, "--until", until])

    ask = command_line.question(period, given)

    assert (ask.since, ask.until) == meant


@pytest.mark.parametrize("day", ["2026-13-01", "2026-02-30", "0001-01-01x", "вчера", ""])
def test_what_is_no_day_is_refused(day: str) -> None:
    period = Operation("period", "read", Period, Nothing, Words("Период", "Period"))
    given = command_line.parse("provider", [period], ["period", "--since", day])

    with pytest.raises(Rejected):
        command_line.question(period, given)


def sending(*arguments: str) -> Sending:
    send = Operation("send", "read", Sending, Nothing, Words("Послать", "Send"))
    asked = command_line.question(send, command_line.parse("provider", [send], ["send", *arguments]))
    assert isinstance(asked, Sending)
    return asked


def test_texts_may_be_listed_with_commas() -> None:
    asked = sending("--to", "a@example.org, b@example.org,", "--mail", "c@example.org")

    assert asked.to == ["a@example.org", "b@example.org"]
    assert asked.mail == Wish(recipients=["c@example.org"])


def test_json_of_what_may_be_listed_is_json() -> None:
    asked = sending("--to", '["a, b"]', "--mail", '{"recipients": ["c"], "empty_too": true}')

    assert asked == Sending(to=["a, b"], mail=Wish(recipients=["c"], empty_too=True))


def test_a_list_in_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Rejected, match="no such file"):
        sending("--mail", str(tmp_path / "gone.json"))


def test_a_file_is_named_from_where_the_command_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert sending("--path", "r.csv").path == str(tmp_path / "r.csv")
    assert sending("--path", str(tmp_path / "r.csv")).path == str(tmp_path / "r.csv")
    assert sending("--path", "").path == ""


EXPECTED = [
    ("--loud", "perhaps", "--loud perhaps (true | false)"),
    ("--colour", "green", "--colour green (red | blue)"),
    ("--amount", "five", "--amount five — целое число, деньги в копейках"),
    ("--tags", "{}", "Expected `array`"),
]


@pytest.mark.parametrize(("option", "value", "said"), EXPECTED)
def test_a_value_that_does_not_fit_is_told_with_what_does(
    commands: Commands, option: str, value: str, said: str
) -> None:
    done = commands("add-note", "--text", "t", option, value)

    assert said in done.complained


def test_a_number_of_something_is_not_taken_for_money() -> None:
    look = Operation("look", "read", Numbered, Nothing, Words("Посмотреть", "Look"))
    given = command_line.parse("provider", [look], ["look", "--id", "abc"])

    with pytest.raises(Rejected) as told:
        command_line.question(look, given)

    assert told.value.detail == "--id abc — целое число / a whole number"


def test_a_day_written_another_way_is_told_how_days_are_written() -> None:
    period = Operation("period", "read", Period, Nothing, Words("Период", "Period"))
    given = command_line.parse("provider", [period], ["period", "--since", "30.11.2026"])

    with pytest.raises(Rejected, match=r"--since 30\.11\.2026 \(2026-11-01 "):
        command_line.question(period, given)


def test_a_field_named_like_a_shared_option_takes_its_place_in_that_command_only() -> None:
    operations = [
        Operation("send", "read", Port, Nothing, Words("Послать", "Send")),
        Operation("look", "read", Nothing, Nothing, Words("Посмотреть", "Look")),
    ]

    sent = command_line.parse("provider", operations, ["--port", "1", "send", "--port", "587"])
    looked = command_line.parse("provider", operations, ["look", "--port", "2"])

    assert (sent.port, command_line.question(operations[0], sent)) == (1, Port(port=587))
    assert looked.port == 2


@pytest.mark.parametrize(("typed", "meant"), [("2026-11-28", Days(since=date(2026, 11, 28))), ("yesterday", None)])
def test_a_day_of_the_network_is_typed_as_a_day_and_nothing_else(typed: str, meant: Days | None) -> None:
    look = Operation("look", "read", Days, Nothing, Words("Дни", "Days"))
    given = command_line.parse("provider", [look], ["look", "--since", typed])

    if meant is None:
        with pytest.raises(Rejected, match=r"--since yesterday \(2026-11-01\)"):
            command_line.question(look, given)
    else:
        assert command_line.question(look, given) == meant
