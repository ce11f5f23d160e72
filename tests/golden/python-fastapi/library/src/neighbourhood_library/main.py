"""The application: `create_app` puts its parts together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from neighbourhood_library.config import Settings
from neighbourhood_library.core.cors import allow_origins
from neighbourhood_library.core.logs import configure_logs
from neighbourhood_library.core.metrics import Metrics
from neighbourhood_library.core.observability import Observed
from neighbourhood_library.core.problems import add_error_handlers
from neighbourhood_library.core.system import system_router
from neighbourhood_library.core.telemetry import telemetry
from neighbourhood_library.routes import api_routes
from neighbourhood_library.runtime import Runtime


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the application; without settings they are read from the environment."""
    settings = settings or Settings()
    configure_logs(settings.log_level)
    runtime, metrics = Runtime.make(settings), Metrics()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await runtime.start()
        yield
        await runtime.stop()

    app = FastAPI(
        title="Neighbourhood Library",
        openapi_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        telemetry=telemetry(settings.otel_exporter_otlp_endpoint),
    )
    app.state.runtime = runtime
    app.router.routes += [*api_routes(), *system_router(runtime.database, metrics).routes]
    add_error_handlers(app)
    allow_origins(app, settings.cors_origins)
    app.add_middleware(
        Observed,
        metrics=metrics,
        max_body_bytes=settings.max_body_bytes,
        request_timeout=settings.request_timeout,
    )
    return app
