"""A bulletin on its way in: handed in, read, looked at beside its source, corrected, saved."""
