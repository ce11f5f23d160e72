"""Python with FastAPI."""

from scaffold.targets.python_fastapi.renderer import PythonRenderer, prepare

__all__ = ["PythonRenderer", "prepare"]
