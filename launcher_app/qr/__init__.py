"""The workbench of payment codes: any of them is explained, and made from its fields; commands and a window."""
