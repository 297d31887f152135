"""After a call: everything of it to take along, what is left when it is archived, what came of it.

`document` gathers, `tables`, `written` and `booklet` set it down, `exporting` keeps the files for a day.
"""
