"""Phrases that say who may call in words that access has none for: "members of the room only"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from scaffold.requirements.access import Roles, access_words, restricting_label, trailing_access, unknown_roles
from scaffold.requirements.document import Source
from scaffold.requirements.mentions import Mention
from scaffold.requirements.words import plain, singular, snake, words

_PEOPLE = frozenset(
    [
        "owner",
        "author",
        "creator",
        "writer",
        "sender",
        "recipient",
        "receiver",
        "buyer",
        "seller",
        "assignee",
        "reporter",
        "requester",
        "member",
        "participant",
        "attendee",
        "organizer",
        "organiser",
        "host",
        "guest",
        "follower",
        "friend",
        "subscriber",
        "employee",
        "manager",
        "supervisor",
    ]
)
_LINKS = frozenset(
    [
        "the",
        "its",
        "their",
        "his",
        "her",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "of",
        "or",
        "and",
        "only",
        "own",
        "by",
        "for",
        "to",
        "who",
        "is",
        "are",
        "was",
        "it",
        "them",
        "self",
    ]
)
_USUAL_ROLES = frozenset(
    [
        "admin",
        "administrator",
        "superuser",
        "superadmin",
        "staff",
        "manager",
        "moderator",
        "editor",
        "operator",
        "employee",
        "support",
        "agent",
        "librarian",
        "teacher",
        "organizer",
        "organiser",
        "owner",
    ]
)
_CLAUSE = re.compile(r"[;,.()\[\]]|\s[–—-]\s")


def nouns(names: Iterable[str]) -> frozenset[str]:
    """The words, in the singular, that names of models and paths are made of."""
    return frozenset(singular(word) for name in names for word in words(name))


def restriction(clause: str, roles: Roles, things: Set[str]) -> str | None:
    """A clause that names nothing but people and the things that they have to do with.

    Args:
        clause: a part of what is said about an endpoint.
        roles: the service's roles.
        things: the nouns that people can be "of".

    Returns:
        The clause when access cannot say the same; None when it can, or when the clause is about something else.
    """
    spoken = words(plain(clause))
    if not spoken or len(spoken) > 12 or access_words(clause, roles):
        return None
    spoken = [word.removesuffix("'s").removesuffix("’s") for word in spoken]
    people = [word for word in spoken if singular(word) in _PEOPLE or roles.of(word)]
    if not people:
        return None
    rest = {singular(word) for word in spoken if word not in _LINKS and word not in people}
    subject_alone = len(spoken) == 1 and singular(spoken[0]) in things
    return plain(clause).strip(" .,") if rest <= things and not subject_alone else None


def roles_in(clause: str, roles: Roles) -> tuple[str, ...]:
    """The roles that a restriction names: at least one of them is needed."""
    return tuple(dict.fromkeys(role for word in words(plain(clause)) if (role := roles.of(word))))


def first_restricted(named: Sequence[Mention], told: Sequence[Source], roles: Roles) -> Source | None:
    """The first place that keeps somebody out, so that callers must be known."""
    things = nouns(mention.path for mention in named)
    for mention in named:
        text = mention.access or mention.text
        found = access_words(text, roles) or trailing_access(text, roles)[1] or ()
        if {*found} - {"public", "optional", "api_key"}:
            return mention.source
        if any(restriction(clause, roles, things) for clause in _CLAUSE.split(text)):
            return mention.source
    return next((each for each in told if restricting_label(each.text)), None)


def spoken_roles(named: Sequence[Mention], told: Sequence[Source], known: Roles) -> Iterator[tuple[str, Source]]:
    """The roles that are named only where an endpoint says who may call it."""
    for mention in named:
        match = re.search(r"[(\[]([^()\[\]]{1,80})[)\]]\s*\.?$", mention.text)
        for name in unknown_roles(match[1] if match else mention.text, known):
            if singular(name) in _USUAL_ROLES - {"owner"}:
                yield singular(snake(name)), mention.source
    for sentence in told:
        label = restricting_label(sentence.text)
        for name in unknown_roles(label, known) if label else ():
            yield singular(snake(name)), sentence
