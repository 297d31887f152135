"""Publications in and out as CSV, BibTeX and RIS: plain records, read and written without a database."""
