"""Analytics of children in care, usable from a shell or a notebook without the site.

The data flow one way:

    files → reading → Return → histories → Histories → flows, forecast
                         └──→ checks → findings

Reading, checks, histories, flows and disclosure need nothing but Python, so that the same code runs in
a browser tab on a locked laptop; the forecast needs numpy, and tables for analysts polars.
"""
