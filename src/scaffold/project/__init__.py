"""The project on disk: lock, plan of changes, atomic apply."""
