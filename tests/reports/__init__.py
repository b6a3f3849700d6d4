"""Reports of every role, read back as the people read them who get them."""
