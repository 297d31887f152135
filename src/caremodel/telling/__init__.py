"""Results in words, tables and pictures: the same for the command line, the local page and a notebook."""
