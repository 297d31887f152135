"""What everybody and the programme see of Word forms."""
