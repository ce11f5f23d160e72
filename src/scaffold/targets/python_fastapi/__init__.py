"""Python with FastAPI."""
