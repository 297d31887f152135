"""What a mailing says: a letter of plain values, chosen for a reader, rendered once a variant."""
