"""The programme's pages of mailings."""
