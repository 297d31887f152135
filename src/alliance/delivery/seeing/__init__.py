"""What the programme sees of mailings, and whether the world believes that our mail is ours."""
