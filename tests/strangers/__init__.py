"""Programs of strangers: a right provider for students to start from, and wrong roles that the cases must find out."""
