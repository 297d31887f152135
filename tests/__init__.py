"""The specification of Alliance, in tests; folders mirror `src/`."""
