"""What the tests of generated projects have in common in all languages that write values in rows."""
