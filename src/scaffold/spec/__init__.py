"""The spec: its language, loading with positions, and the rules it must obey."""
