"""Whether words say anything new."""

from __future__ import annotations

from collections.abc import Sequence

from scaffold.requirements.words import content_words, plain, singular, stem


def trivial(text: str, model: str, names: Sequence[str]) -> bool:
    """Whether a description says no more than method and path do."""
    known = {stem(singular(word)) for part in (model, *names) for word in content_words(part)}
    common = {
        "list",
        "get",
        "creat",
        "updat",
        "delet",
        "add",
        "chang",
        "edit",
        "remov",
        "one",
        "new",
        "show",
        "read",
        "fetch",
        "own",
        "by",
        "or",
        "and",
        "singl",
        "on",
        "with",
        "ani",
        "any",
        "some",
        "first",
        "from",
        "in",
        "to",
    }
    return {stem(singular(word)) for word in content_words(plain(text))} <= known | common
