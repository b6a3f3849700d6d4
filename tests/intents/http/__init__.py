"""What the server does for askers with tokens and for pages: paths with parts, origins, waiting."""
