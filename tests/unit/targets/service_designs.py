"""Small designs, spelled as the part of a spec that a test is about."""

from __future__ import annotations

from scaffold.design.design import Design
from scaffold.design.resolve import resolve
from scaffold.openapi import document
from scaffold.spec.load import load_text
from scaffold.targets.python_fastapi.contract import contract_models
from scaffold.targets.python_fastapi.naming import name_project
from scaffold.targets.python_fastapi.service import ServiceView, service_view

_SERVICE = "scaffold: 1\nservice: {name: shop}\n"
LOGIN = """
auth:
  user: User
  role: role
  roles: [member, admin]
  login: {by: email, password: password}
models:
  User:
    fields:
      email: {type: email, unique: ignore_case}
      password: {type: secret, min: 10}
      role: {enum: [member, admin], default: member}
"""


def design_of(spec: str) -> Design:
    """The design of a spec whose service is called ``shop``."""
    loaded = load_text(_SERVICE + spec, "scaffold.yaml")
    assert loaded.spec is not None, loaded.diagnostics
    return resolve(loaded.spec)


def view_of(spec: str) -> ServiceView:
    """What templates see of that service."""
    design = design_of(spec)
    openapi, names = document(design), name_project(design)
    return service_view(design, openapi, contract_models(design, openapi, names), names)
