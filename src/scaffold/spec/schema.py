"""The JSON Schema of the spec language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def spec_json_schema(languages: Iterable[str]) -> dict[str, Any]:
    """The language as JSON Schema 2020-12, from the same models that validate.

    A spec of this schema is well-formed; the rules of ``scaffold.spec.check`` say whether it is
    also meaningful.

    Args:
        languages: The programming languages that there are targets for.
    """
    from scaffold.spec.language.document import Spec

    schema = Spec.model_json_schema(by_alias=True, mode="validation")
    schema["$defs"]["Stack"]["properties"]["language"]["anyOf"][0] = {"enum": list(languages)}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "scaffold.yaml"}
