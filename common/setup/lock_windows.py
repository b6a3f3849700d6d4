"""A lock on an open file that the system drops with the process that holds it: Windows."""

import sys

if sys.platform == "win32":
    import msvcrt

    def take(file: int) -> bool:
        """Lock its first byte if nobody has."""
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
