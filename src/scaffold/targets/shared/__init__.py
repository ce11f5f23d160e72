"""What more than one target needs: decisions that no language is named in, and tools that several use."""
