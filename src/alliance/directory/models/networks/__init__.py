"""Networks: who is in them, when they meet, what is written to them."""
