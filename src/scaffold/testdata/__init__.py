"""What the tests of a generated service send and expect, worked out from the design for every language."""
