"""Designs for tests, made of as little of a spec as they need."""

from __future__ import annotations

from scaffold.design.design import Design
from scaffold.design.resolve import resolve
from scaffold.diagnostics import has_errors
from scaffold.spec.check import check_spec
from scaffold.spec.load import load_text
from scaffold.spec.support import EVERYTHING

HEAD = "scaffold: 1\nservice: {name: shop, base_path: /v1}\n"
USERS = """\
auth:
  roles: [clerk, chief]
  role: role
  login: {}
models:
  User:
    fields:
      email: {type: email, unique: ignore_case}
      password: {type: secret, min: 10}
      role: {enum: [clerk, chief], default: clerk}
"""
"""A user who logs in; further models follow below."""


def design_of(body: str, head: str = HEAD) -> Design:
    """The design of a spec that ``check`` finds clean."""
    loaded = load_text(head + body, "scaffold.yaml")
    problems = [*loaded.diagnostics, *check_spec(loaded, EVERYTHING)]
    assert not has_errors(problems), problems
    assert loaded.spec is not None
    return resolve(loaded.spec)
