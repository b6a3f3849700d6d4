"""The shell of every window: frame, languages, theme, background work, tables, forms; it knows no role."""
