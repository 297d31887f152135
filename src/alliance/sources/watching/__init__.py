"""Looking at sources in the background: ask, read, keep. docs/features/sources.md draws it."""
