"""The pages of networks."""
