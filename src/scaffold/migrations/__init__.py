"""From the difference of two designs to changes of a database, the same for all targets."""
