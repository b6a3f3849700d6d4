"""Real processes killed under load: what was acknowledged is there, and nothing is there twice."""
