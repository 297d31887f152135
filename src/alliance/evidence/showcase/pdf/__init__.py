"""A case or the whole report as a tagged PDF, typeset by `typst`."""
