"""The training bench: a simulated acceptor, a scanner, paper and the network cable."""

from common.operation import Operation

OPERATIONS: tuple[Operation, ...] = ()
