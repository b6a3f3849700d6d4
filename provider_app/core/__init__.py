"""The provider's rules, without I/O and without a clock."""
