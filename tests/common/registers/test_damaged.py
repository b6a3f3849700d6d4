"""Damaged and hostile registers: each is either read or refused in words, never anything else."""

import contextlib
from pathlib import Path

import pytest

from common import ids
from common.errors import Rejected
from common.registers.reading import read
from tests.common.registers.said import mistakes_of
from tests.common.registers.test_reading import GOOD

HOSTILE = {
    "a sum of five thousand digits": f"1\t20.11.2026\t21:40:00\t001\t{'9' * 5000}\n",
    "a count of odd digits": "1\t20.11.2026\t21:40:00\t001\t5\nTotal:\t²\t5\n",
    "a count of many digits": f"1\t20.11.2026\t21:40:00\t001\t5\nTotal:\t{'9' * 5000}\t5\n",
    "the first moment there is": "txn_id;account;sum;date and time\n1;1;1;0001-01-01T00:00:00+23:00\n",
    "the last moment there is": "txn_id;account;sum;date and time\n1;1;1;9999-12-31T23:59:59-12:00\n",
    "a line without an end": "1\t" * 100_000,
    "a cell without an end": f'txn_id;account;sum\n1;"{"x" * 200_000}";5\n',
    "a long key": f"{'1' * 100}\t20.11.2026\t21:40:00\t001\t5\n",
    "a long account": f"1\t20.11.2026\t21:40:00\t{'1' * 300}\t5\n",
    "nothing but separators": "\t\t\t\t\n;;;;\n",
    "nothing but a mark": "\ufeff",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_text_is_refused_in_words(tmp_path: Path, what: str) -> None:
    path = tmp_path / "r.csv"
    path.write_text(HOSTILE[what], encoding="utf-8", newline="")

    said = mistakes_of(path)

    assert "{" not in said
    assert len(said) < 2_000


@pytest.mark.parametrize("line", ["1\t" * 50_001, "1;" * 50_001, "1" * 100_002])
def test_a_line_that_would_fill_the_memory_with_its_cells_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "r.csv"
    path.write_text(f"txn_id;account;sum\n1;001;5\n{line}\n", encoding="utf-8")

    assert "длиннее 100 000 знаков" in mistakes_of(path)


@pytest.mark.parametrize("seed", range(1, 9))
@pytest.mark.parametrize("name", ["osmp.txt", "russian.csv", "windows.csv", "unicode_text.txt", "quoted.csv"])
def test_a_damaged_text_is_read_or_refused(tmp_path: Path, name: str, seed: int) -> None:
    print(f"seed {seed}")
    chance, path = ids.chance(seed), tmp_path / name
    for _ in range(60):
        data = bytearray(GOOD[name])
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        path.write_bytes(data)

        with contextlib.suppress(Rejected):
            list(read(path))
