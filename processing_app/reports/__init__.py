"""The centre's workbooks and register files: each builder reads one snapshot and writes whole files."""
