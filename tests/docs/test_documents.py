"""The documents say what the code says; `python3 run_all.py docs` writes their made parts anew."""

import re
from pathlib import Path

import pytest

import run_all
from common import answer_file
from common.http_server.openapi import document
from common.protocol import codes
from common.setup.places import PROJECT
from tests.docs.pages import PAGES, parts, remade
from tests.docs.served import OPERATIONS, TABLES, between_roles

LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
TYPED = re.compile(r"python3 run_all\.py (provider|processing|terminal|consumer) ([a-z][a-z-]+)((?: .*)?)")
STARTED = re.compile(r"python3 run_all\.py ([a-z]+)")
TOOLS = {("terminal", "probe")}
"""Commands of a role that need neither its database nor its server: they are no operations."""
EVERYWHERE = {"json", "profile", "data", "lang", "port", "headless", "ready-file", "until-stdin-closes"}
"""Options that every command takes."""
DOCUMENTS = sorted([PROJECT / "README.md", PROJECT / "CHANGELOG.md", *(PROJECT / "docs").rglob("*.md")])


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_a_document_is_what_the_code_says(name: str) -> None:
    text = read(PROJECT / name)

    assert remade(name, text) == text, "устарел / stale: python3 run_all.py docs"


@pytest.mark.parametrize("name", PAGES)
def test_every_made_part_stands_in_its_document_once(name: str) -> None:
    assert sorted(parts(read(PROJECT / name))) == sorted(PAGES[name])


def test_a_changed_part_is_noticed_and_made_again() -> None:
    name = "docs/operating.md"
    text = read(PROJECT / name)
    spoiled = text.replace("`top-up`", "`bottom-up`", 1)

    assert spoiled != text
    assert remade(name, spoiled) == text


def test_an_empty_part_is_filled_and_the_text_around_it_stays() -> None:
    empty = "a\n<!-- made: blocked -->\n<!-- end -->\nb\n<!-- made: exit-codes -->\n<!-- end -->\nc\n"

    filled = remade("docs/operating.md", empty)

    assert "A-02" in filled
    assert filled.startswith("a\n<!-- made: blocked -->\n\n|")
    assert "<!-- end -->\nb\n<!-- made: exit-codes -->\n\n|" in filled
    assert filled.endswith("<!-- end -->\nc\n")


@pytest.mark.parametrize("role", TABLES)
def test_a_role_describes_every_door_it_has(role: str) -> None:
    doors = [endpoint for endpoint, door in TABLES[role].items() if door.way != "file"]

    described = document(role, doors)["paths"]

    assert {(path, method.upper()) for path, methods in described.items() for method in methods} == {
        (endpoint.path, endpoint.method) for endpoint in doors
    }


def test_every_door_and_every_code_is_in_the_protocol() -> None:
    text = read(PROJECT / "docs/protocol.md")

    for role in TABLES:
        for endpoint in between_roles(role):
            assert f"{endpoint.method} {endpoint.path}" in text
    for operations in OPERATIONS.values():
        for operation in operations:
            assert f"`POST {operation.endpoint.path}`" in text
    for code in codes.CODES:
        assert f"| `{code}` |" in text


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in LINK.findall(read(document)):
        if not target.startswith(("http://", "https://")):
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_in_the_text_is_there_with_its_options(document: Path) -> None:
    text = read(document)

    for command in STARTED.findall(text):
        assert command in run_all.COMMANDS
    for role, name, rest in TYPED.findall(text):
        if (role, name) in TOOLS:
            continue
        known = {one.name: one for one in OPERATIONS[role]}
        assert name in known, f"{role} {name}"
        options = {field.replace("_", "-") for field in known[name].ask.__struct_fields__} | EVERYWHERE
        options |= set(answer_file.OPTIONS if answer_file.field(known[name]) else ())
        assert set(re.findall(r"--([a-z-]+)", rest)) <= options, f"{role} {name} {rest}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_rows_of_a_table_are_as_wide_as_its_head(document: Path) -> None:
    wide = 0
    for number, line in enumerate(read(document).splitlines(), 1):
        columns = len(re.sub(r"`[^`]*`|\\\|", "", line).split("|")) - 2 if line.startswith("|") else 0
        assert not (wide and columns) or columns == wide, f"{document.name}:{number}"
        wide = columns
