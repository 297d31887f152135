"""What the programme does with answers before a panel reads them.

`listing` lists them, `reading` shows one, `settling` says which are one, `asking` asks for what is
lacking, `theming` puts them into themes, `who` says who has answered.
"""
