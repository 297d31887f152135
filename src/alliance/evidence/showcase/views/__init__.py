"""Pages of the showcase: for readers, for whoever a case is of, for the programme."""
