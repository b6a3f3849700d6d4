"""Reports of any role: ordered, made in a process apart, kept, fetched, made by schedule."""
