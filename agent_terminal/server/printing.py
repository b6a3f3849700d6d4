"""Receipts: where they are printed, what was printed, once more."""

from common.operation import Operation

OPERATIONS: tuple[Operation, ...] = ()
