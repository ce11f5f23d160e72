"""Files of a person that hold stubs: a new rendering reaches the stubs, and every line that was written stays."""
