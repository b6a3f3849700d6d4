"""Whom the centre's reports may be about is found by number, contract or a part of the name."""

from pathlib import Path

import pytest

from common.reporting.kinds import Kind
from processing_app.reports.kinds import AGENT_STATEMENT, KINDS, REGISTER
from processing_app.service import report_subjects
from tests.reports.books import AGENTS, PROVIDERS, Books


@pytest.mark.parametrize(
    ("kind", "text", "keys"),
    [
        (REGISTER, "", ["1", "2", "3"]),
        (REGISTER, "мегаф", ["1"]),
        (REGISTER, "2", ["2"]),
        (REGISTER, "=1+1", ["2"]),
        (REGISTER, "nobody", []),
        (AGENT_STATEMENT, "", ["1", "2", "3"]),
        (AGENT_STATEMENT, "КИОСК", ["1"]),
        (AGENT_STATEMENT, "а-00002", ["2"]),
        (AGENT_STATEMENT, "3", ["3"]),
        (AGENT_STATEMENT, "1", ["1", "3"]),
    ],
)
def test_a_subject_is_found_by_what_people_type(tmp_path: Path, kind: Kind, text: str, keys: list[str]) -> None:
    with Books(tmp_path) as books:
        found = books.centre.database.read(lambda db: report_subjects.subjects(db, kind, text))

    assert [one.key for one in found][: len(keys)] == keys
    assert {one.name for one in found} <= set(PROVIDERS if kind is REGISTER else AGENTS)


def test_the_first_of_many_is_the_one_whose_key_was_typed(tmp_path: Path) -> None:
    with Books(tmp_path) as books:
        for number in range(60):
            books.sign_one_more(f"Поставщик {number} 11")

        found = books.centre.database.read(lambda db: report_subjects.subjects(db, REGISTER, "11"))

    assert (found[0].key, len(found)) == ("11", 50)


def test_every_kind_has_a_word_of_its_own_for_names_of_files() -> None:
    slugs = [kind.slug for kind in KINDS]

    assert len(set(slugs)) == len(slugs)
    assert all(slug.isascii() and " " not in slug and "_" not in slug for slug in slugs)
