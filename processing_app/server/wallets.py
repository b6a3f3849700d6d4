"""The operator's operations of wallets; each part's own lines stand together."""

from common.operation import Operation

OPERATIONS: tuple[Operation, ...] = ()
