"""The Word form of a call: written from what the call asks, and read back when it returns.

    content = write(layout(mark, definition), words)       # the bytes of a .docx
    readings = read(content, layout(mark, definition))     # an idea each, with what is doubtful

`layout` says once which places a form has; `write` and `read` both go by it. They, `paragraphs`,
`odt` and `docx` are plain functions over values and bytes. `hand_in` keeps what came; `mailed` finds
forms in mails.
"""
