"""The security log: who signed in, who failed to, and what changed in how accounts are kept safe."""
