"""What the documents say of doors, messages, codes and automata, made from the code; a test compares the two."""
