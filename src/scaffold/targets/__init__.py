"""One package for each language: its view of a design, its toolchain, its reserved words."""
