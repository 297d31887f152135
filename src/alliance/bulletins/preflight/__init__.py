"""Whether a bulletin is fit to go out: every fault with its place, and how to mend it."""
