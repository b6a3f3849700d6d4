"""The second engine's environment: prepared once, from the right interpreter; plain words where it cannot be."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import run_all
from common.setup import cefpython, cefpython_words, debian, environment, interpreters
from common.setup.console import CannotSetUp
from common.setup.interpreters import Interpreter
from common.setup.places import PROJECT, python

HERE = Interpreter((3, 7, 16), 64, Path(sys.executable), Path(sys.base_prefix).resolve())
NAMED = "--cef-python"


class Machine:
    """A machine with one fitting interpreter, and what was done on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: Interpreter | None = HERE
        self.loads = True
        self.made: list[str] = []
        self.imports: set[str] = set()

    def make(self, place: Path, program: str = "") -> None:
        self.made.append(program)
        itself = python(place)
        itself.parent.mkdir(parents=True)
        itself.write_bytes(b"")
        (place / "pyvenv.cfg").write_text(f"home = {self.folder}\n", encoding="utf-8")

    def install(self, lists: Sequence[str], project: Path, place: Path) -> None:
        record = place / "lib/site-packages/cefpython3-66.0.dist-info/RECORD"
        record.parent.mkdir(parents=True)
        record.write_text("cefpython3-66.0.dist-info/RECORD,,\n", encoding="utf-8")
        if self.loads:
            self.imports.add(str(python(place)))

    def trouble(self, program: Path) -> str:
        return (
            "" if str(program) in self.imports else "ImportError: libgtk-x11-2.0.so.0: cannot open shared object file"
        )

    def asked(self, program: str) -> Interpreter | None:
        return HERE if Path(program).exists() else None


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    one = Machine(tmp_path)
    for name in cefpython.LISTS:
        (tmp_path / name).write_text((PROJECT / name).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(environment, "make", one.make)
    monkeypatch.setattr(cefpython, "install", one.install)
    monkeypatch.setattr(cefpython, "trouble_of_import", one.trouble)
    monkeypatch.setattr(cefpython, "possible", lambda: True)
    monkeypatch.setattr(cefpython, "VERSIONS", ((3, 7),))
    monkeypatch.setattr(interpreters, "best", lambda versions: one.found)
    monkeypatch.setattr(interpreters, "asked", one.asked)
    monkeypatch.setattr(debian, "need_libraries", lambda needed: True)
    return one


@pytest.mark.parametrize(
    ("words", "engine", "named"),
    [
        ("", False, ""),
        ("--cef cef-capi-py", False, ""),
        ("--cef cefpython3", True, ""),
        ("--cef=cefpython3 --cef-python=/opt/python", True, "/opt/python"),
        ("--profile cefpython3", False, ""),
        ("--cef cefpython3 --cef-python C:\\Python39\\python.exe --port 0", True, "C:\\Python39\\python.exe"),
        ("--cef cefpython3 --headless", False, ""),
        ("--cef cefpython3 --help", False, ""),
        ("--cef", False, ""),
    ],
)
def test_the_command_line_says_whether_the_second_engine_is_wanted(words: str, engine: bool, named: str) -> None:
    assert cefpython.wanted(words.split()) == (engine, named)


def test_it_is_prepared_once_and_named_to_the_terminal(machine: Machine) -> None:
    words = ["--cef", "cefpython3"]
    ready = str(python(machine.folder / ".venv-cef66"))

    assert cefpython.ready(machine.folder) is None
    assert cefpython.prepared(words, machine.folder) == [*words, NAMED, ready]
    machine.found = None

    assert cefpython.prepared(words, machine.folder) == [*words, NAMED, ready]
    assert machine.made == [str(HERE.program)]
    assert cefpython.ready(machine.folder) == Path(ready)


def test_other_arguments_are_left_as_they_are(machine: Machine) -> None:
    assert cefpython.prepared(["--port", "0"], machine.folder) == ["--port", "0"]
    assert machine.made == []


def test_an_interpreter_that_has_cefpython_is_taken_as_it_is(machine: Machine) -> None:
    machine.imports.add(sys.executable)

    assert cefpython.ensure(sys.executable, machine.folder) == Path(sys.executable)
    assert machine.made == []


def test_a_named_interpreter_without_it_gets_an_environment(machine: Machine) -> None:
    machine.found = None

    assert cefpython.ensure(sys.executable, machine.folder) == python(machine.folder / ".venv-cef66")
    assert machine.made == [sys.executable]


def test_a_changed_list_makes_it_anew(machine: Machine) -> None:
    cefpython.ensure("", machine.folder)
    (machine.folder / cefpython.LISTS[0]).write_text("cefpython3==66.9\n", encoding="utf-8")

    assert cefpython.ready(machine.folder) is None


def test_what_does_not_load_is_never_taken_for_ready(machine: Machine) -> None:
    machine.loads = False

    with pytest.raises(CannotSetUp, match=r"the system has no libgtk-x11-2\.0\.so\.0"):
        cefpython.ensure("", machine.folder)

    assert cefpython.ready(machine.folder) is None


def test_a_machine_without_such_a_python_is_told_what_to_do(machine: Machine) -> None:
    machine.found = None

    with pytest.raises(CannotSetUp) as caught:
        cefpython.prepared(["--cef", "cefpython3"], machine.folder)

    assert "--cef-python ПУТЬ" in caught.value.ru
    assert "--cef-python PATH" in caught.value.en


def test_a_named_file_that_is_no_python_is_refused(machine: Machine) -> None:
    with pytest.raises(CannotSetUp, match="this is no Python"):
        cefpython.ensure(str(machine.folder / "nothing"), machine.folder)


def test_a_named_python_that_is_too_new_is_refused(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cefpython, "VERSIONS", ((3, 6),))

    with pytest.raises(CannotSetUp, match=r"Python 3\.7\.16"):
        cefpython.ensure(sys.executable, machine.folder)


def test_a_folder_that_cannot_be_written_is_explained(machine: Machine) -> None:
    (machine.folder / ".venv-cef66.lock").mkdir()

    with pytest.raises(CannotSetUp, match="Close the terminal, check the disk"):
        cefpython.ensure("", machine.folder)


@pytest.mark.parametrize(
    ("trouble", "advice"),
    [
        ("ImportError: libpython3.7m.so.1.0: cannot open shared object file: No such file", "--enable-shared"),
        ("ImportError: libXss.so.1: cannot open shared object file: No such file", "нет libXss.so.1"),
        ("ModuleNotFoundError: No module named 'cefpython3'", "No module named"),
    ],
)
def test_why_it_does_not_load_is_told_in_plain_words(trouble: str, advice: str) -> None:
    ru, en = cefpython_words.explained(trouble)

    assert advice in ru
    assert ru != en


def test_on_a_strange_system_no_python_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cefpython_words, "possible", lambda: False)

    ru, en = cefpython_words.why_none()

    assert "только для Windows и Linux" in ru
    assert "Windows and Linux" in en


def test_an_interpreter_without_cefpython_says_so() -> None:
    assert "cefpython3" in cefpython.trouble_of_import(Path(sys.executable))
    assert cefpython.trouble_of_import(Path("no") / "such" / "program")


def test_the_list_pins_one_build_for_every_system() -> None:
    lines = (PROJECT / cefpython.LISTS[0]).read_text(encoding="utf-8").splitlines()

    assert [line.partition(" ")[0] for line in lines if not line.startswith("#")] == [
        "cefpython3==66.0",
        "cefpython3==66.1",
    ]


@pytest.mark.parametrize(("name", "passed"), [("terminal", ["--cef", "cefpython3", NAMED, "/old"]), ("demo", None)])
def test_run_all_prepares_it_for_the_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, name: str, passed: list[str] | None
) -> None:
    words = ["--cef", "cefpython3"]
    handed: list[str] = []

    def handover(module: str, arguments: Sequence[str]) -> int:
        handed.extend(arguments)
        return 0

    monkeypatch.setattr(environment, "ensure", lambda lists: None)
    monkeypatch.setattr(environment, "handover", handover)
    monkeypatch.setattr(debian, "has_screen", lambda: False)
    monkeypatch.setattr(cefpython, "prepared", lambda arguments: [*arguments, NAMED, "/old"])

    assert run_all.run(run_all.COMMANDS[name], words) == 0

    assert handed == (passed or words)


def test_run_all_ends_with_plain_words_where_it_cannot_be_prepared(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], machine: Machine
) -> None:
    machine.found = None
    monkeypatch.setattr(environment, "ensure", lambda lists: None)
    monkeypatch.setattr(cefpython, "ready", lambda project: None)

    assert run_all.run(run_all.COMMANDS["terminal"], ["--cef", "cefpython3"]) == 1

    told = capsys.readouterr().err
    assert "Без --cef cefpython3 терминал откроется в новом CEF" in told
    assert "Without --cef cefpython3 the terminal opens in a new CEF" in told
