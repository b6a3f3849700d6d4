"""What a program that falls leaves behind, where the system would write its whole memory to a disk."""

import sys

if sys.platform != "win32":
    import resource

    def keep_no_memory() -> None:
        """No image of the memory: it holds the passwords that this role calls others with."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
