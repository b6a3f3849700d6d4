"""A terminal's journal is its own, and says whose terminal it is."""

from agent_terminal.reports.kinds import JOURNAL
from agent_terminal.service import report_subjects
from agent_terminal.service.kept import Agent, keep
from tests.agent_terminal.stand import Stand


def test_a_journal_is_about_nobody_but_the_terminal(stand: Stand) -> None:
    assert stand.database.read(lambda db: report_subjects.subjects(db, JOURNAL, "")) == []


def test_a_journal_names_the_agent_and_the_terminal_as_far_as_they_are_known(stand: Stand) -> None:
    names = [stand.database.read(report_subjects.issuer).ru]
    stand.database.write(lambda db: keep(db, "agent", Agent(name="ООО «Агент»")))
    names.append(stand.database.read(report_subjects.issuer).ru)
    stand.connect()
    names.append(stand.database.read(report_subjects.issuer).ru)
    stand.database.write(lambda db: keep(db, "agent", Agent()))
    names.append(stand.database.read(report_subjects.issuer).ru)

    assert names == ["Терминал", "ООО «Агент», терминал", "ООО «Агент», терминал T1", "Терминал T1"]
