"""The service menu behind its PIN."""

from common.operation import Operation

OPERATIONS: tuple[Operation, ...] = ()
