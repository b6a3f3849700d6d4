"""The acceptor from the operator's side: ports, who the device is, its frames, a self-test."""

from common.operation import Operation

OPERATIONS: tuple[Operation, ...] = ()
