"""Rows 45, 48, 49, 57 and 65: what would run a text is nowhere in the programs, and statements are made of no texts."""

import ast
import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextDocument

from common.qt.bubble import bubble
from common.setup.places import PROJECT

PROGRAMS = ("agent_terminal", "common", "consumer_app", "launcher_app", "processing_app", "provider_app")
RUN = ("eval", "exec", "compile", "__import__")
SHELLS = ("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput")
MODULES = ("pickle", "marshal", "shelve", "yaml", "dill")
EXECUTE = ("execute", "executemany", "executescript")
STATED = {
    "common/database/opening.py": "a PRAGMA takes no parameters; its values are constants and whole numbers of ours",
}
"""Where a statement may be made of a text, and why."""
PAGE = PROJECT / "agent_terminal" / "kiosk"


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the programs."""
    for program in PROGRAMS:
        for path in sorted((PROJECT / program).rglob("*.py")):
            yield path.relative_to(PROJECT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def runs(tree: ast.Module) -> Iterator[int]:
    """Lines that would run a text, read a pickle, or give a command to a shell."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            by_name = isinstance(node.func, ast.Name) and node.func.id in RUN
            if (
                by_name
                or ast.unparse(node.func) in SHELLS
                or any(one.arg == "shell" and not _is(one.value, False) for one in node.keywords)
            ):
                yield node.lineno
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
            if any(name.partition(".")[0] in MODULES for name in names):
                yield node.lineno


def made_of_texts(tree: ast.Module) -> Iterator[int]:
    """Lines where a statement is put together: an f-string, `%`, `+` or `.format` in the place of one."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in EXECUTE
            and node.args
        ):
            first = node.args[0]
            formatted = (
                isinstance(first, ast.Call) and isinstance(first.func, ast.Attribute) and first.func.attr == "format"
            )
            if isinstance(first, ast.JoinedStr | ast.BinOp) or formatted:
                yield node.lineno


def _is(node: ast.expr, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def test_row_48_nothing_of_an_input_is_run() -> None:
    assert [f"{path}:{line}" for path, tree in trees() for line in runs(tree)] == []


def test_row_45_no_statement_is_made_of_texts() -> None:
    found = [f"{path}:{line}" for path, tree in trees() if path not in STATED for line in made_of_texts(tree)]

    assert found == []


@pytest.mark.parametrize(
    "line", ["eval('1')", "import pickle", "from yaml import load", "f(shell=True)", "os.system(a)"]
)
def test_what_would_run_a_text_is_found(line: str) -> None:
    assert list(runs(ast.parse(line)))


@pytest.mark.parametrize(
    "line", ["db.execute(f'{a}')", "db.execute('a' + b)", "db.execute('%s' % a)", "db.execute('{}'.format(a))"]
)
def test_a_statement_of_texts_is_found(line: str) -> None:
    assert list(made_of_texts(ast.parse(line)))


def of_unknown_kind(tree: ast.Module) -> Iterator[str]:
    """Labels that are given a text and never told that it is plain: Qt would look into it for markup."""
    made = {
        ast.unparse(target)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and any(isinstance(one, ast.Call) and ast.unparse(one.func) == "QLabel" for one in ast.walk(node.value))
        for target in node.targets
    }
    told = {"setText": set[str](), "setTextFormat": set[str]()}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in told:
            told[node.func.attr].add(ast.unparse(node.func.value))
    yield from sorted((made & told["setText"]) - told["setTextFormat"])


def test_row_57_every_label_says_what_kind_its_text_is() -> None:
    found = [f"{path}: {name}" for path, tree in trees() for name in of_unknown_kind(tree)]

    assert found == []


def test_row_57_a_label_that_qt_would_look_into_is_found() -> None:
    lines = "self.title = QLabel()\nself.title.setText(name)\nsign = QLabel()\nsign.setPixmap(picture)"

    assert list(of_unknown_kind(ast.parse(lines))) == ["self.title"]


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "<a href='x'>y</a>", "<b>Лютик</b>"])
def test_row_57_a_bubble_shows_a_name_as_it_is_written(name: str) -> None:
    shown = QTextDocument()
    shown.setHtml(bubble(name))

    assert shown.toPlainText() == name
    assert bubble("Лютик & Ко") == "Лютик & Ко"


def test_row_65_the_page_makes_an_expression_in_one_place() -> None:
    """There it is one that was found to be quick; whatever else would run a text is not there at all."""
    found = [
        f"{path.name}: {word}"
        for path in sorted(PAGE.rglob("*.js"))
        for word in re.findall(
            r"RegExp\(|eval\(|new Function|innerHTML|document\.write", path.read_text(encoding="utf-8")
        )
    ]

    assert found == ["shape.js: RegExp("]
