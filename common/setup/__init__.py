"""Makes the virtual environment on first use; runs before any library is there, so it imports only the standard one."""
