"""The checklist of security: each row of it has the test that proves it, or the issue that will bring it."""
