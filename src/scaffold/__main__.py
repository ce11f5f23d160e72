"""``python -m scaffold``: the same as the command ``scaffold``."""

from scaffold.cli import main

main()
