"""Specs of any size."""

from __future__ import annotations

_MODEL = """\
  {name}:
    fields:
      code: {{type: string, max: 40, unique: true}}
      title: {{type: string, max: 200}}
      amount: {{type: integer, min: 0, max: 1000000, default: 0}}
      kind: {{enum: [small, medium, large], default: small}}
      note: {{type: text, optional: true}}
      due_on: {{type: date, optional: true}}
      active: {{type: boolean, default: true}}{reference}
"""
_REFERENCE = "\n      parent: {{ref: {name}, on_delete: restrict}}"
_ENDPOINT = """\
  {name}:
    path: /{path}
    list: {{search: [title], filter: [kind, active], sort: [title, due_on], access: public}}
    get: public
    create: public
    update: public
    delete: public
"""


def spec_of(models: int) -> str:
    """A spec of so many models with the five standard actions each; every other one belongs to the one before."""
    names = [_name(number) for number in range(models)]
    references = [_REFERENCE.format(name=names[number - 1]) if number % 2 else "" for number in range(models)]
    described = "".join(_MODEL.format(name=name, reference=ref) for name, ref in zip(names, references, strict=True))
    offered = "".join(_ENDPOINT.format(name=name, path=f"{name.lower()}-items") for name in names)
    return f"scaffold: 1\nservice: {{name: bench}}\nmodels:\n{described}endpoints:\n{offered}"


def _name(number: int) -> str:
    """``Thingab``: letters alone, so that no two become one identifier in any language."""
    letters = ""
    for _ in range(3):
        number, digit = divmod(number, 26)
        letters = chr(ord("a") + digit) + letters
    return f"Thing{letters}"
