"""The pages on which somebody subscribes, chooses and leaves."""
