"""What reaches beyond one request: jobs, events, other systems, GraphQL."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.diagnostics import did_you_mean
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.scope import Scope

_CRON_FIELD = re.compile(r"(?:\*|[0-9]+(?:-[0-9]+)?)(?:/[0-9]+)?(?:,(?:\*|[0-9]+(?:-[0-9]+)?)(?:/[0-9]+)?)*")
_URL = re.compile(r"https?://[^\s/]+\S*")


def check_jobs(scope: Scope) -> Iterator[Finding]:
    """SC120: a job has one schedule."""
    for name, job in scope.spec.jobs.items():
        path = ("jobs", name)
        if (job.every is None) == (job.cron is None) and not scope.is_broken(path):
            message = f"`{name}` has {'no schedule' if job.every is None else 'two schedules'}"
            yield at_key("SC120", path, message, "say either `every: 15m` or `cron: '0 3 * * *'`")
        fields = (job.cron or "").split()
        if job.cron is not None and (len(fields) != 5 or not all(_CRON_FIELD.fullmatch(each) for each in fields)):
            hint = "write five fields: minute, hour, day, month, weekday"
            yield at_value("SC120", (*path, "cron"), f"`{job.cron}` is not a schedule", hint)


def check_systems(scope: Scope) -> Iterator[Finding]:
    """SC121: other systems have an address, and traffic adds up."""
    for section in ("integrations", "inference"):
        for name, system in getattr(scope.spec, section).items():
            if not _URL.fullmatch(system.base_url):
                message = f"`{system.base_url}` is not an http or https URL"
                yield at_value("SC121", (section, name, "base_url"), message, "write it as https://api.example.com")
    for name, model in scope.spec.inference.items():
        total = sum(model.versions.values())
        if total != 100:
            yield at_key(
                "SC121",
                ("inference", name, "versions"),
                f"the shares of traffic are {total} percent",
                "make them add up to 100",
            )


def check_events(scope: Scope) -> Iterator[Finding]:
    """SC122: events are caused by something, and their keys are among their fields."""
    events = scope.spec.events
    for name, event in events.publish.items() if events else ():
        cause = event.when.split("=")[0].strip()
        model, _, field = cause.partition(".")
        is_state = scope.declares("models", model) and (not field or not scope.lacks_field(model, field))
        if cause not in scope.call_names and not is_state and not scope.declares("endpoints", model):
            hint = did_you_mean(cause, tuple(scope.call_names))
            yield at_value(
                "SC122", ("events", "publish", name, "when"), f"`{cause}` is neither an operation nor a state", hint
            )
    for name, consumed in events.consume.items() if events else ():
        for option in ("key", "order_by"):
            field_name = getattr(consumed, option)
            if field_name is not None and field_name not in consumed.fields:
                path = ("events", "consume", name, option)
                hint = did_you_mean(field_name, tuple(consumed.fields))
                yield at_value("SC122", path, f"the event has no field `{field_name}`", hint)


def check_graphql(scope: Scope) -> Iterator[Finding]:
    """SC123: GraphQL exposes models that there are."""
    graphql = scope.spec.graphql
    for index, model in enumerate(graphql.models if graphql else ()):
        if not scope.declares("models", model):
            hint = did_you_mean(model, scope.names("models"))
            yield at_value("SC123", ("graphql", "models", index), f"there is no model `{model}`", hint)
