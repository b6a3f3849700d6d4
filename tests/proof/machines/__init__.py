"""Machines that try every order of steps against a plain model: payments with their ledger, the queue, the till."""
