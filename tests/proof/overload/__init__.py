"""More than a centre can take, clients that take their time, and a provider that never answers."""
