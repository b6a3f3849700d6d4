"""A lock on an open file that the system drops with the last process that holds it: POSIX."""

import os
import sys

if sys.platform != "win32":
    import fcntl

    def take(file: int) -> bool:
        """Lock it if nobody has; a child keeps the lock too, so that pip outliving us still holds it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        os.set_inheritable(file, True)
        return True
