"""The design's rules about code, each applied to the whole tree, and each shown to find what it is for."""

import re
import sys
from collections.abc import Callable

import pytest

from common.setup.places import PROJECT
from tests.layers import imports, shape, tables
from tests.layers.source import Module, tree, within

RULES: tuple[Callable[[Module], imports.Findings], ...] = (
    imports.roles_meet_only_over_http,
    imports.layers_look_down_only,
    imports.secrets_are_seen_by_few,
    imports.core_is_pure,
    imports.one_library_one_home,
    imports.every_system_alike,
    shape.opens_with_a_sentence,
    shape.fits_on_a_few_screens,
    shape.every_function_is_typed,
    shape.says_what_it_is,
    shape.money_is_whole,
    shape.names_its_encoding,
)

# A rule, a place and a line that breaks the rule there.
PLANTED = (
    (imports.roles_meet_only_over_http, "provider_app/service.py", "import processing_app"),
    (imports.roles_meet_only_over_http, "provider_app/service.py", "from processing_app.core import ledger"),
    (imports.roles_meet_only_over_http, "common/money.py", "from provider_app import core"),
    (imports.roles_meet_only_over_http, "launcher_app/demo.py", "import agent_terminal.app"),
    (imports.roles_meet_only_over_http, "run_all.py", "def f() -> None:\n    import consumer_app"),
    (imports.roles_meet_only_over_http, "run_all.py", "import common.money"),
    (imports.roles_meet_only_over_http, "common/setup/lock.py", "import common.clock"),
    (imports.roles_meet_only_over_http, "common/clock.py", "import tests.layers"),
    (imports.roles_meet_only_over_http, "tests/protocol/test_credit.py", "from provider_app import app"),
    (imports.layers_look_down_only, "provider_app/store.py", "from provider_app import service"),
    (imports.layers_look_down_only, "provider_app/store/rows.py", "from ..service import credit"),
    (imports.layers_look_down_only, "provider_app/service.py", "import provider_app.server"),
    (imports.layers_look_down_only, "provider_app/service.py", "from common.http_server import Door"),
    (imports.layers_look_down_only, "processing_app/server.py", "from processing_app.worker import deliver"),
    (imports.layers_look_down_only, "processing_app/worker.py", "import processing_app.store.payments"),
    (imports.layers_look_down_only, "consumer_app/ui/news.py", "from common.database import Database"),
    (imports.layers_look_down_only, "agent_terminal/ccnet/driver.py", "from agent_terminal.service import on_cash"),
    (imports.layers_look_down_only, "processing_app/vault/store.py", "from processing_app.store import log"),
    (imports.layers_look_down_only, "processing_app/vault/service.py", "from processing_app.service import payments"),
    (imports.secrets_are_seen_by_few, "processing_app/service/cards.py", "from processing_app.vault import store"),
    (imports.secrets_are_seen_by_few, "processing_app/app.py", "import processing_app.vault.keyring"),
    (imports.secrets_are_seen_by_few, "processing_app/core.py", "from processing_app.bank.contract import Card"),
    (
        imports.secrets_are_seen_by_few,
        "processing_app/store/a.py",
        "from processing_app.bank import contract\ncontract.Card",
    ),
    (imports.secrets_are_seen_by_few, "processing_app/server.py", "from common.protocol.shop.tokens import CardData"),
    (imports.core_is_pure, "provider_app/core/tariffs.py", "import os"),
    (imports.core_is_pure, "provider_app/core/tariffs.py", "from provider_app.store import rows"),
    (imports.core_is_pure, "processing_app/core.py", "from common import clock"),
    (imports.core_is_pure, "processing_app/core.py", "open"),
    (imports.core_is_pure, "common/fields.py", "from common import clock"),
    (imports.one_library_one_home, "provider_app/core.py", "from datetime import datetime\ndatetime.now()"),
    (imports.one_library_one_home, "provider_app/core.py", "import datetime\ndatetime.datetime.now()"),
    (imports.one_library_one_home, "provider_app/service.py", "from os import urandom"),
    (imports.one_library_one_home, "provider_app/service.py", "import importlib\nimportlib.import_module('time')"),
    (imports.every_system_alike, "common/spawn.py", "import os\nos.killpg(1, 2)"),
    (imports.every_system_alike, "agent_terminal/ccnet/simulator.py", "import pty"),
    (imports.every_system_alike, "common/setup/lock_posix.py", "import msvcrt"),
    (imports.every_system_alike, "tests/test_all.py", "from os import fork"),
    (shape.opens_with_a_sentence, "common/money.py", "x = 1"),
    (shape.opens_with_a_sentence, "common/money.py", "'''Money'''"),
    (shape.opens_with_a_sentence, "common/money.py", "'''.'''"),
    (shape.fits_on_a_few_screens, "common/money.py", "\n" * 401),
    (shape.fits_on_a_few_screens, "common/money.py", "def f() -> None:\n" + "    f()\n" * 60),
    (shape.every_function_is_typed, "common/money.py", "def f(): ..."),
    (shape.every_function_is_typed, "common/money.py", "def f(a) -> None: ..."),
    (shape.every_function_is_typed, "common/money.py", "class A:\n    async def f(self, *, a) -> None: ..."),
    (shape.every_function_is_typed, "common/money.py", "def f(*a: int, **b) -> None: ..."),
    (shape.says_what_it_is, "common/utils.py", ""),
    (shape.says_what_it_is, "common/types.py", ""),
    (shape.says_what_it_is, "common/card_helper.py", ""),
    (shape.says_what_it_is, "common/misc/__init__.py", ""),
    (shape.says_what_it_is, "common/card.py", "class CardManager: ..."),
    (shape.says_what_it_is, "common/card.py", "class BaseCard: ..."),
    (shape.money_is_whole, "common/money.py", "def f(a: float) -> None: ..."),
    (shape.money_is_whole, "processing_app/core/ledger.py", "round(1)"),
    (shape.money_is_whole, "processing_app/core/ledger.py", "0.5"),
    (shape.money_is_whole, "agent_terminal/core.py", "1 / 2"),
    (shape.money_is_whole, "agent_terminal/core.py", "a = 1\na /= 2"),
    (shape.names_its_encoding, "common/card.py", "open('a')"),
    (shape.names_its_encoding, "common/card.py", "open('a', mode='w')"),
    (shape.names_its_encoding, "common/card.py", "path.read_text()"),
    (shape.names_its_encoding, "common/card.py", "path.write_text('a')"),
    (shape.names_its_encoding, "common/spawn.py", "import subprocess\nsubprocess.run(['a'], text=True)"),
)

# Places and lines that break no rule of the same name.
FINE = (
    ("provider_app/service.py", "from provider_app import core, store\nfrom common import clock, ids, secrets"),
    ("provider_app/server.py", "from provider_app.service import credit\nfrom common.http_server import Door"),
    ("provider_app/app.py", "from provider_app import server, service, store, worker"),
    ("processing_app/store/payments.py", "import sqlalchemy\nfrom sqlalchemy.sql import select"),
    ("common/fields.py", "import re2\nfrom common.errors import Rejected"),
    ("provider_app/store.py", "db.all(query, text=words)"),
    ("processing_app/core/fees.py", "from common.money import Money\nfrom datetime import datetime\n1 // 2"),
    ("common/clock.py", "import time\nfrom datetime import datetime\ndatetime.now()"),
    ("common/http_server/listener.py", "import asyncio\nimport uvicorn"),
    ("common/lock_posix.py", "import fcntl"),
    ("common/card.py", "open('a', 'rb')\nopen('a', encoding='utf-8')\npath.read_text('utf-8')"),
    ("common/card.py", "class Database: ...\nclass Basement: ..."),
    ("tests/faults/test_kill.py", "import time\nimport subprocess\nfrom provider_app import service"),
    ("consumer_app/service.py", "clock.now()\nself.time.sleep(1)\nself.clock.datetime.now()"),
)

# Libraries of requirements.txt that any module may import, or none does; the others have a home in the tables.
ANYWHERE = {"msgspec"}
IMPORTED_AS = {
    "Pillow": "PIL",
    "google-re2": "re2",
    "pyserial": "serial",
    "PyJWT": "jwt",
    "argon2-cffi": "argon2",
    "PySide6-Essentials": "PySide6",
    "zxing-cpp": "zxingcpp",
    "cef-capi-py": "cef_capi",
    "python-escpos": "escpos",
    "fpdf2": "fpdf",
}


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    return tree(PROJECT)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_tree_keeps_the_rule(rule: Callable[[Module], imports.Findings], modules: list[Module]) -> None:
    found = [f"{module.path}:{line}: {words}" for module in modules for line, words in rule(module)]

    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_fault_is_found(rule: Callable[[Module], imports.Findings], path: str, text: str) -> None:
    assert list(rule(Module(path, text)))


@pytest.mark.parametrize(("path", "text"), FINE)
def test_honest_code_is_left_alone(path: str, text: str) -> None:
    module = Module(path, f'"""A sentence."""\n{text}\n')

    assert [found for rule in RULES for found in rule(module)] == []


def test_every_rule_has_a_planted_fault() -> None:
    assert {rule for rule, _, _ in PLANTED} == set(RULES)


@pytest.mark.parametrize("library", tables.HOMES)
def test_a_library_outside_its_home_is_found_and_at_home_is_not(library: str) -> None:
    text = f"import {library}"

    assert list(imports.one_library_one_home(Module("provider_app/service.py", text)))
    for home in tables.HOMES[library]:
        assert not list(imports.one_library_one_home(Module(home.replace("*", "provider_app") + ".py", text)))


def test_every_visit_is_still_made(modules: list[Module]) -> None:
    """A visit nobody makes any more is a hole in the wall."""
    made = {
        visit
        for visit in tables.VISITS
        for module in modules
        if module.inside(visit.module) and any(within(name.dotted, visit.library) for name in module.imports)
    }

    assert made == set(tables.VISITS)


def test_every_library_we_install_has_its_home_in_the_table() -> None:
    ours = (PROJECT / "requirements.txt").read_text(encoding="utf-8").partition("\n\n")[0]
    names = re.findall(r"^([\w-]+)==", ours, re.MULTILINE)

    assert len(names) >= 10
    assert {IMPORTED_AS.get(name, name.lower()) for name in names} - ANYWHERE <= set(tables.HOMES)


def test_the_core_may_use_only_what_python_brings_along() -> None:
    assert set(tables.CORE_OF_PYTHON) <= set(sys.stdlib_module_names)


def test_every_file_for_one_system_has_its_counterpart(modules: list[Module]) -> None:
    lonely = {"common/a_posix", "common/b_windows"}
    paired = {"common/c_posix", "common/c_windows", "common/d", "common/d_windows", "tests/e_posix"}

    assert imports.without_counterpart(lonely | paired) == lonely
    assert imports.without_counterpart({module.place for module in modules}) == set()


def test_the_rules_see_the_tree(modules: list[Module]) -> None:
    places = {module.place for module in modules}

    assert {"run_all", "common/setup/stamp", "common/money", "tests/test_layers"} <= places
