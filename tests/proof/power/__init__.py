"""Power lost at every moment of unmodified roles: their calls of the system are replayed over disks that forget."""
