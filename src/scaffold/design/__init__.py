"""The spec resolved: language-neutral, frozen, deterministic."""
