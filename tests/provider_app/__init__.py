"""The provider through its public face, and its rules by themselves."""
