"""Go on net/http: how a design looks in this language."""
