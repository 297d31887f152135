"""What each verb of `alliance care` does; a module a verb, imported when it runs."""
