"""The names of the design: see :mod:`scaffold.names`, which the checks of the spec use too."""

from scaffold.names import Name, name_of, words_of

__all__ = ["Name", "name_of", "words_of"]
