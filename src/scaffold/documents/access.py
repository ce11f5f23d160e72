"""Who may call what, and how often."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct

from scaffold.design.design import Auth, Design, Rate
from scaffold.design.operations import Operation, Policy
from scaffold.documents.links import Links
from scaffold.documents.markdown import NOTHING, Markdown, code, escape, join, prose
from scaffold.documents.wording import duration_words, rate_words, roles_words

_NO_LOGIN = Markdown("no login")
_YES, _OWN, _NO = Markdown("yes"), Markdown("own rows"), Markdown("no")


class RateView(Struct, frozen=True):
    """A rate limit and the operations under it."""

    name: Markdown
    rate: Markdown
    operations: Markdown


class LoginView(Struct, frozen=True):
    """How people log in with a password, in sentences."""

    steps: tuple[Markdown, ...]
    lockout: Markdown


class OwnershipRow(Struct, frozen=True):
    """Whose rows an entity's are."""

    entity: Markdown
    column: Markdown


class AccessView(Struct, frozen=True):
    """Everything about access.

    Attributes:
        header: the request header of the access token.
        accounts: sentences about roles, the first administrator and accounts that were switched off.
        api_keys: sentences about keys for machines, none when there are none.
    """

    is_open: bool
    header: Markdown
    login: LoginView | None
    accounts: tuple[Markdown, ...]
    ownership: tuple[OwnershipRow, ...]
    columns: tuple[Markdown, ...]
    matrix: tuple[tuple[Markdown, ...], ...]
    api_keys: tuple[Markdown, ...]
    rates: tuple[RateView, ...]


def view_access(design: Design, links: Links) -> AccessView:
    """The page about access."""
    auth = design.auth
    callers = tuple(_callers(auth))
    return AccessView(
        is_open=auth is None,
        header=code(f"{auth.header}: {auth.prefix} <access_token>".replace("  ", " ")) if auth else NOTHING,
        login=_login(design, auth, links)
        if auth and any(each.action == "login" for each in design.operations)
        else None,
        accounts=tuple(_accounts(auth)) if auth else (),
        ownership=tuple(
            OwnershipRow(escape(entity.key), code(entity.owner)) for entity in design.entities if entity.owner
        ),
        columns=(Markdown("Operation"), *(caller.heading for caller in callers)),
        matrix=tuple(
            (links.operation(each), *(caller.cell(each.policy) for caller in callers)) for each in design.operations
        ),
        api_keys=tuple(_api_keys(auth)) if auth and auth.api_key_header else (),
        rates=tuple(_rate(design, rate, links) for rate in design.limits.rates),
    )


def access_words(policy: Policy) -> Markdown:
    """Who may call, in half a sentence."""
    if policy.anonymous:
        return Markdown("everybody; a login counts where it is sent" if policy.optional else "everybody")
    if policy.owner and policy.all_rows:
        words = prose("any user for their own rows, {} for all", roles_words(policy.all_rows))
    elif policy.owner:
        words = Markdown("any user for their own rows")
    elif policy.roles is None:
        words = Markdown("any user who is logged in")
    else:
        words = roles_words(policy.roles)
    return prose("{}, or an API key", words) if policy.api_key else words


class _Caller(Struct, frozen=True):
    """A column of the matrix, and what a policy says in it."""

    heading: Markdown
    cell: Callable[[Policy], Markdown]


def _callers(auth: Auth | None) -> Iterator[_Caller]:
    if auth is None:
        return
    yield _Caller(_NO_LOGIN, lambda policy: _YES if policy.anonymous else _NO)
    if not auth.roles:
        yield _Caller(Markdown("user"), lambda policy: _role_cell(policy, None))
    for role in auth.roles:
        yield _Caller(escape(role), partial(_role_cell, role=role))
    if auth.api_key_header:
        yield _Caller(Markdown("API key"), lambda policy: _YES if policy.anonymous or policy.api_key else _NO)


def _role_cell(policy: Policy, role: str | None) -> Markdown:
    if policy.anonymous:
        return _YES
    if policy.owner:
        return _YES if role in policy.all_rows else _OWN
    return _YES if policy.roles is None or role in policy.roles else _NO


def _login(design: Design, auth: Auth, links: Links) -> LoginView:
    return LoginView(tuple(_steps(design, auth, links)), _lockout(auth))


def _steps(design: Design, auth: Auth, links: Links) -> Iterator[Markdown]:
    access, refresh = duration_words(auth.access_seconds), duration_words(auth.refresh_seconds)
    called = {operation.action: links.operation(operation) for operation in design.operations}
    yield prose(
        "{} takes {} and {} and answers an access token ({}) and a refresh token ({}). An unknown login and a wrong "
        "password get the same answer in the same time.",
        called["login"], code(auth.login_wire or ""), code(auth.password_wire or ""), access, refresh,
    )  # fmt: skip
    yield prose("Every other call sends the access token: {}.", code(f"{auth.header}: {auth.prefix} …".strip()))
    if "refresh" in called:
        yield prose(
            "{} trades the refresh token for a new pair. Each refresh token works once: using one again ends the whole "
            "session, because somebody else may have it.",
            called["refresh"],
        )
    if "logout" in called:
        yield prose("{} ends the session: its tokens stop working at once.", called["logout"])


def _lockout(auth: Auth) -> Markdown:
    lockout = auth.lockout
    if lockout is None:
        return Markdown("Failed logins do not lock an account; the rate limit alone slows guessing down.")
    return prose(
        "After {} failed logins within {} the account cannot log in for {}, and answers 429 {}.",
        lockout.failures, duration_words(lockout.within), duration_words(lockout.lasts), code("account_locked"),
    )  # fmt: skip


def _accounts(auth: Auth) -> Iterator[Markdown]:
    yield prose("Users are the rows of {}.", escape(auth.user))
    if auth.roles:
        yield prose("The roles are {}.", join(escape(role) for role in auth.roles))
    if auth.admin and auth.password_column:
        yield prose(
            "When there is no {} yet, the first is made at start from {} and {}.",
            escape(auth.admin), code("ADMIN_EMAIL"), code("ADMIN_PASSWORD"),
        )  # fmt: skip
    if auth.active_column:
        yield prose("A user whose {} is false cannot log in, and their tokens stop working.", code(auth.active_column))
    if auth.password_column:
        yield Markdown("Passwords are kept as argon2id hashes, refresh tokens as digests.")


def _api_keys(auth: Auth) -> Iterator[Markdown]:
    yield prose("Machines send their key in {}.", code(auth.api_key_header or ""))
    yield Markdown("An administrator makes a key with a name and the operations that it may call.")
    yield Markdown("A key is shown once, kept as a hash, and ends at once when it is revoked.")


def _rate(design: Design, rate: Rate, links: Links) -> RateView:
    under = [links.operation(each) for each in design.operations if each.rate == rate.key]
    return RateView(code(rate.key), _rate_words(design, rate), _operations_under(rate, under))


def _operations_under(rate: Rate, under: list[Markdown]) -> Markdown:
    if rate.key == "default":
        return Markdown("all that have no limit of their own")
    return join(under) if under else Markdown("none")


def rate_of(design: Design, operation: Operation) -> Markdown:
    """The rate limit of one operation."""
    return next((_rate_words(design, rate) for rate in design.limits.rates if rate.key == operation.rate), NOTHING)


def _rate_words(design: Design, rate: Rate) -> Markdown:
    is_anonymous = design.auth is None and rate.per == "user"
    return rate_words(rate, "address" if is_anonymous else rate.per)
