"""The rules, a module a family: each a function from an issue to what it finds."""
