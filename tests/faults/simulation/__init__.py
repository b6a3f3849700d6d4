"""All four roles in one process over virtual time: faults drawn from a seed, then healing, then the books."""
