"""What readers and the programme see of calls."""
