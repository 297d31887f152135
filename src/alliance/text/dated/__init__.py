"""What the dates of a text mean: deadlines and events, told by the words round them."""
