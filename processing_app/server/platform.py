"""The operator's operations of the payment platform; each part's own lines stand together."""

from common.operation import Operation

INTENTS: tuple[Operation, ...] = ()

OPERATIONS: tuple[Operation, ...] = (*INTENTS,)
