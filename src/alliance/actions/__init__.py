"""What is asked of whom, by when, and who has answered."""
