"""The programme’s pages of subscribers: who is sent mail, who is not and why, and lists that come in."""
