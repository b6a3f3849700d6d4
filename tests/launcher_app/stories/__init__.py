"""Stories: grouping, states, search."""
