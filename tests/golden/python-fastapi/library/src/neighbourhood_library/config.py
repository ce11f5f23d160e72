"""Settings from the environment. Add your own here; `.env.example` lists them all."""

from neighbourhood_library.core.settings import ServiceSettings


class Settings(ServiceSettings):
    """Everything that differs from one place to another."""
