"""What a terminal keeps: settings, directory, sessions, payments, banknotes, tasks, claim slips, receipts, journal."""

from agent_terminal.store.tables import TABLES, UPGRADES, VERSION

__all__ = ["TABLES", "UPGRADES", "VERSION"]
