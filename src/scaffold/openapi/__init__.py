"""The design as an OpenAPI 3.1 document, and what is exported from it."""

from scaffold.openapi.assembly import document
from scaffold.openapi.export import json_schemas, to_json

__all__ = ["document", "json_schemas", "to_json"]
