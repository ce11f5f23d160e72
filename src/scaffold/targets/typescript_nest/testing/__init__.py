"""The tests of a generated project, as their templates see them."""
