"""Go on net/http: how a design looks in this language."""

from scaffold.targets.go.renderer import prepare

__all__ = ["prepare"]
