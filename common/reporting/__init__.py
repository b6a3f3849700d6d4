"""Reports and letters of any role: ordered, made in a process apart, kept with their checksums, sent once."""
