"""Resources as templates see them: for each operation its request, its input, its handler and its service function."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import Operation, Resource
from scaffold.targets.typescript_nest.calls import Call
from scaffold.targets.typescript_nest.comments import service_comment
from scaffold.targets.typescript_nest.dtos import SESSION_ACTIONS
from scaffold.targets.typescript_nest.handlers import Handler, service_handler, session_handler
from scaffold.targets.typescript_nest.imports import Imports, Uses
from scaffold.targets.typescript_nest.naming import OperationNames, ProjectNames, ResourceNames
from scaffold.targets.typescript_nest.requests import RequestView, request_view


class OperationView(Struct, frozen=True):
    """One operation; ``comment`` is what its service function says of itself."""

    key: str
    names: OperationNames
    comment: str
    has_service: bool
    request: RequestView
    handler: Handler


class ResourceView(Struct, frozen=True):
    """The operations that belong together, and the modules that they are in.

    Attributes:
        sentence: What it is called in running text.
        path: What the paths of its operations begin with.
        operations: All of its operations.
        served: Those whose body is in the service: all but logging in and out.
        dependencies: What its controller is given when it is made, each as a parameter.
        has_service: Whether it has a service of its own.
    """

    key: str
    names: ResourceNames
    path: str
    sentence: str
    description: str
    operations: tuple[OperationView, ...]
    served: tuple[OperationView, ...]
    dependencies: tuple[str, ...]
    request_imports: tuple[str, ...]
    controller_imports: tuple[str, ...]
    input_imports: tuple[str, ...]
    service_imports: tuple[str, ...]

    @property
    def has_service(self) -> bool:
        """Whether it has a service of its own."""
        return bool(self.served)


class _Modules(Struct, frozen=True):
    """What the modules of a resource import."""

    requests: Imports
    controller: Imports
    inputs: Imports
    service: Imports


def resource_view(design: Design, names: ProjectNames, resource: Resource, uses: Uses) -> ResourceView:
    """See a resource as its templates do; ``uses`` notes what its modules import."""
    own = names.resources[resource.key]
    kinds = ("requests", "controller", "operations", "service")
    modules = _Modules(*(Imports(own.file(each)[1:], uses) for each in kinds))
    operations = tuple(_operation_view(design, names, design.operation[key], modules) for key in resource.operations)
    served = tuple(each for each in operations if each.has_service)
    dependencies = _dependencies(own, operations, modules.controller)
    modules.controller.value("@nestjs/common", "Controller")
    modules.service.value("@nestjs/common", "Injectable")
    for each in served:
        modules.service.type(own.file("operations"), each.names.input)
    return ResourceView(
        key=resource.key,
        names=own,
        path=design.service.base_path.strip("/"),
        sentence=resource.name.sentence,
        description=resource.description or f"{resource.title}.",
        operations=operations,
        served=served,
        dependencies=dependencies,
        request_imports=modules.requests.lines,
        controller_imports=modules.controller.lines,
        input_imports=modules.inputs.lines,
        service_imports=modules.service.lines,
    )


def _operation_view(design: Design, names: ProjectNames, operation: Operation, modules: _Modules) -> OperationView:
    call = Call(design, names, operation, modules.controller, modules.inputs, modules.service)
    is_session = operation.action in SESSION_ACTIONS
    return OperationView(
        key=operation.name.snake,
        names=names.operations[operation.name.snake],
        comment=service_comment(design, names, operation),
        has_service=not is_session,
        request=request_view(design, names, operation, modules.requests),
        handler=session_handler(call, operation.rate) if is_session else service_handler(call, operation.rate),
    )


def _dependencies(own: ResourceNames, operations: tuple[OperationView, ...], imports: Imports) -> tuple[str, ...]:
    """What the handlers ask, each as a parameter of the constructor."""
    text = " ".join(line for each in operations for line in each.handler.statements)
    asked = {
        "service": (own.file("service"), own.service),
        "store": ("/database/store", "Store"),
        "cursors": ("/common/pagination/cursor", "Cursors"),
        "passwords": ("/auth/passwords", "Passwords"),
        "accounts": ("/auth/accounts", "Accounts"),
    }
    return tuple(
        f"private readonly {name}: {imports.value(*where)}" for name, where in asked.items() if f"this.{name}" in text
    )
