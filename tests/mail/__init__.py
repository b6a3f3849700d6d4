"""Letters: composed, handed to real mail servers of every temper, and never doubled."""
