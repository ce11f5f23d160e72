"""The process that writes Pydantic models: contract in, modules out, as JSON.

Run as a script. It imports the generator and writes models of something small before it reads,
so that everything is loaded when the contract arrives.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from datamodel_code_generator import generate
from datamodel_code_generator.enums import DataModelType, InputFileType, TargetPydanticVersion
from datamodel_code_generator.format import PythonVersion
from datamodel_code_generator.parser import LiteralType

_DEFAULTS = "from datetime import date, datetime\nfrom decimal import Decimal\nfrom uuid import UUID"
"""What defaults are made with; the imports that a module does not need are taken out with the layout."""


def generate_models(
    contract: Mapping[str, Any], aliases: Mapping[str, str], templates: Path | None, header: str
) -> dict[str, str]:
    """Turn the schemas of a contract into modules, by path below the package.

    Args:
        contract: See :func:`scaffold.targets.python_fastapi.contract.contract_models`.
        aliases: What Python calls members, by their name on the wire, where that differs.
        templates: The folder of templates for the generator; without one, its own.
        header: The first line of every module.
    """
    if not contract["components"]["schemas"]:
        return {}
    modules = generate(
        dict(contract),
        input_file_type=InputFileType.OpenAPI,
        output_model_type=DataModelType.PydanticV2BaseModel,
        target_python_version=PythonVersion.PY_311,
        target_pydantic_version=TargetPydanticVersion("2.14"),
        aliases=dict(aliases),
        custom_template_dir=templates,
        custom_file_header=f"{header}\n\n{_DEFAULTS}",
        use_annotated=True,
        field_constraints=True,
        enum_field_as_literal=LiteralType.All,
        strict_nullable=True,
        use_missing_sentinel=True,
        use_type_alias=True,
        use_schema_description=True,
        use_exact_imports=True,
        use_double_quotes=True,
        treat_dot_as_module=True,
        keep_model_order=True,
        disable_timestamp=True,
        disable_future_imports=True,
        formatters=[],
    )
    if isinstance(modules, str) or modules is None:
        return {}
    return {"/".join(path): str(text) for path, text in modules.items() if path[-1] != "__init__.py"}


_ANY_CONTRACT = {
    "openapi": "3.0.3",
    "info": {"title": "any", "version": "1"},
    "paths": {},
    "components": {"schemas": {"any.Thing": {"type": "object", "properties": {"name": {"type": "string"}}}}},
}
"""Something small to write models of, so that the generator has loaded all that it needs when its work arrives."""


def main() -> None:
    """Read contract, aliases, templates and header from standard input and write the modules to standard output."""
    # The process is over before collecting cyclic garbage would pay.
    gc.disable()
    import_module("jinja2")
    generate_models(_ANY_CONTRACT, {}, None, "")
    contract, aliases, templates, header = json.loads(sys.stdin.buffer.read())
    print(json.dumps(generate_models(contract, aliases, Path(templates), header)))


if __name__ == "__main__":
    main()
