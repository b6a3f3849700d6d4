"""The domain: revisions, its rules, the shops that people add."""
