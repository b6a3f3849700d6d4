"""Tests of the sequence diagram: what is drawn, where it stands, what it is saved as."""
