"""The things of the wire format: what an example's name stands for in bodies and answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from scaffold.requirements.draft import FieldDraft, ModelDraft, ShapeDraft
from scaffold.requirements.examples import Example, shape_name
from scaffold.requirements.mentions import Mention
from scaffold.requirements.report import Ledger
from scaffold.requirements.words import pascal, singular

WITHOUT = re.compile(
    r"(?i)^(?:the )?([a-z]+) (?:of|in) (?:an? |the )?lists? (?:have|has|come without|carry) (?:no |without )?(.+)$"
)
"""What lists leave out: "The articles of a list have no `body`."."""


class Shapes(Struct, frozen=True):
    """What the examples of the document give to the endpoints."""

    examples: tuple[Example, ...]
    models: tuple[ModelDraft, ...]
    shapes: tuple[ShapeDraft, ...]

    def example(self, word: str) -> Example | None:
        """The example of a thing by its name."""
        return next((each for each in self.examples if each.name.lower() == pascal(word).lower()), None)

    def envelope(self, example: Example) -> FieldDraft:
        """An answer that is the thing in its envelope."""
        inner = FieldDraft(name=example.key, shape=shape_name(example, self.models))
        return FieldDraft(name="body", object=(inner,))

    def summary(self, example: Example) -> str:
        """The shape of the thing in lists: its own, unless lists leave something out."""
        short = f"{example.name}Summary"
        return short if any(shape.name == short for shape in self.shapes) else shape_name(example, self.models)


def list_shapes(named: Sequence[Mention], shapes: Shapes, ledger: Ledger) -> tuple[ShapeDraft, ...]:
    """Shapes of list entries: "The articles of a list have no `body`."."""
    found: dict[str, ShapeDraft] = {}
    for mention in named:
        for sentence in mention.details:
            match = WITHOUT.match(sentence.text.rstrip("."))
            example = shapes.example(singular(match[1].lower())) if match else None
            if match and example:
                names = tuple(name for name in re.findall(r"`(\w+)`", match[2]) if name in example.value)
                ledger.use(f"shapes.{example.name}Summary", sentence)
                found[example.name] = ShapeDraft(
                    name=f"{example.name}Summary", of=shape_name(example, shapes.models), without=names, source=sentence
                )
    return tuple(found.values())
