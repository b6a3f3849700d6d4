"""Shops in the centre's window: who sells where and how, keys, notifications, revisions, days, bank and vault."""
