"""Every rule of the language: its code, its name, and its reason in one line."""

from __future__ import annotations

from msgspec import Struct

from scaffold.diagnostics import Severity


class Rule(Struct, frozen=True):
    """A rule that a spec can break.

    Attributes:
        code: what diagnostics call it, such as ``SC012``.
        name: a few words for lists and file names, such as ``unknown-key``.
        reason: why there is the rule, in one sentence.
    """

    code: str
    name: str
    reason: str
    severity: Severity = "error"


RULES: tuple[Rule, ...] = (
    Rule("SC001", "unreadable-file", "A spec that cannot be read cannot be checked."),
    Rule("SC002", "not-utf-8", "YAML is UTF-8 text; guessing another encoding would garble names."),
    Rule("SC003", "too-large", "A document without bounds would take memory and time without bounds."),
    Rule("SC004", "empty-file", "An empty file describes no service."),
    Rule("SC005", "yaml-syntax", "What is not YAML has no meaning."),
    Rule(
        "SC006", "control-character", "Control characters are invisible, and no database or terminal is safe with them."
    ),
    Rule("SC007", "duplicate-key", "Of two values under one key, one would be lost in silence."),
    Rule("SC008", "yaml-feature", "A spec is plain data: no tags, no cycles, no keys but text, one document."),
    Rule("SC009", "not-a-mapping", "A spec is a mapping of sections."),
    Rule("SC010", "spec-version", "The version says which language the spec is written in."),
    Rule("SC011", "include", "A spec is made of files in its own folder, each read once."),
    Rule("SC012", "unknown-key", "A key that nobody reads is a wish that nobody hears."),
    Rule("SC013", "wrong-type", "A value of another type than meant is a mistake, not something to convert."),
    Rule("SC014", "missing-key", "Some things have no sensible default."),
    Rule("SC015", "bad-value", "The value is of the right type, but none of those that mean something."),
    Rule("SC020", "bad-name", "A name must be able to be an identifier in every language and in SQL."),
    Rule("SC021", "name-collision", "Two names that become the same identifier in some language would be one thing."),
    Rule("SC022", "reserved-name", "Some names mean something already, on the wire or in every table."),
    Rule("SC023", "enum-values", "The values of an enum must be there, differ, and have names that differ."),
    Rule("SC024", "table-collision", "Two models in one table would overwrite each other."),
    Rule("SC025", "derived-name-collision", "Names that the design makes, such as BookCreate, must be free."),
    Rule("SC030", "field-kind", "A field holds exactly one kind of thing."),
    Rule("SC031", "unknown-reference", "A reference to nothing cannot be stored or answered."),
    Rule("SC032", "meaningless-option", "An option that does nothing for a field is a misunderstanding."),
    Rule("SC033", "impossible-limits", "Limits that no value meets make a field that nobody can fill."),
    Rule("SC034", "bad-default", "A default that the field would refuse makes every request without it fail."),
    Rule("SC035", "unportable-pattern", "A pattern must mean the same in every language."),
    Rule("SC036", "nothing-when-left-out", "A field that may be left out needs something to be then."),
    Rule("SC037", "reference-cycle", "Rows that need each other first can never be created."),
    Rule("SC038", "set-null-on-required", "A required reference cannot be set to null."),
    Rule("SC039", "computed-target", "A computed field looks at rows that refer to its own."),
    Rule("SC040", "bad-condition", "A condition becomes SQL: each of its words must be a field or a value."),
    Rule("SC041", "slug-source", "A slug is made from a text of the same row."),
    Rule("SC042", "contradiction", "Options that exclude each other leave nothing to do."),
    Rule("SC043", "endless-nesting", "An object that always contains itself has no end."),
    Rule("SC044", "bad-index", "An index is over plain columns of its own table."),
    Rule("SC050", "method", "An operation is one method at one path."),
    Rule("SC051", "bad-path", "A path must be routed the same way by every framework."),
    Rule("SC052", "endpoint-clash", "Two operations for one request: only one of them would ever run."),
    Rule("SC053", "unexplained-parameter", "A parameter without a type cannot be checked or documented."),
    Rule("SC054", "parameter-not-in-path", "A path parameter that is not in the path has no value."),
    Rule("SC055", "body-without-meaning", "A body on GET or DELETE has no meaning in HTTP and is dropped on the way."),
    Rule("SC056", "no-answer", "An operation that answers nothing known cannot be called."),
    Rule("SC057", "bad-answer", "The status of an answer says whether it succeeded and whether it has a body."),
    Rule("SC058", "unknown-target", "An operation must be about things that exist, in a way that can be generated."),
    Rule("SC059", "row-not-named", "A call about one row must say which."),
    Rule("SC060", "unknown-field", "Only fields that there are can be sent, filtered, searched and sorted by."),
    Rule("SC061", "secret-exposed", "A secret that is answered, or can be searched by, is none."),
    Rule("SC062", "unwritable-field", "What the server sets cannot come from the caller."),
    Rule("SC063", "page-mismatch", "Pages need parameters, an answer and sizes that fit each other."),
    Rule("SC064", "query-parameter-clash", "Two query parameters of one name are one parameter."),
    Rule("SC065", "unsendable", "Parameters carry plain values, and files travel in uploads."),
    Rule("SC066", "empty-resource", "A resource without actions is no endpoint."),
    Rule("SC067", "cannot-be-created", "Every required field of a new row must come from somewhere."),
    Rule("SC068", "body-not-an-object", "A body that is an object can grow without breaking its callers."),
    Rule("SC069", "useless-caching", "Caching is for reads, idempotency keys are for writes."),
    Rule("SC070", "unknown-role", "A role that nobody can have locks everybody out."),
    Rule("SC071", "no-way-to-log-in", "Access for known callers needs a way to become known."),
    Rule("SC072", "no-owner", "Owner access compares the caller with a field of the row."),
    Rule("SC073", "auth-model", "Login needs a unique name, a secret and roles in the model of the user."),
    Rule("SC074", "access-contradiction", "Words of access that cancel each other hide who may really call."),
    Rule("SC075", "unknown-rate-limit", "A rate limit that is named must be declared."),
    Rule("SC076", "login-mismatch", "Operations that log in need a password login, and must be open to everybody."),
    Rule("SC077", "login-not-offered", "A login that no operation offers lets nobody in.", "warning"),
    Rule("SC080", "unknown-error", "An error that is answered needs a status and a message."),
    Rule("SC081", "unknown-rule", "A rule that is obeyed must be written down."),
    Rule("SC082", "unused-error", "An error that nothing answers is left over, or its rule is missing.", "warning"),
    Rule("SC083", "unused-rule", "A rule that no operation obeys is part of no contract.", "warning"),
    Rule("SC084", "error-placeholder", "The envelope of errors is filled from known values."),
    Rule("SC090", "state-field", "States are the values of an enum field."),
    Rule("SC091", "unknown-state", "A transition leads from and to states that there are."),
    Rule("SC092", "unreachable-state", "A state that nothing leads to is a mistake or left over."),
    Rule("SC093", "transition-conflict", "Transitions that repeat or contradict each other hide which one is meant."),
    Rule("SC094", "dead-end-state", "A state that nothing leads out of is final, which is to be said."),
    Rule("SC100", "unknown-operation", "A scenario calls operations of this spec."),
    Rule("SC101", "unknown-value", "A value must be given or kept before it is used."),
    Rule("SC102", "unknown-person", "A scenario is played by people that it introduces."),
    Rule("SC103", "bad-given", "What is given is people by role and rows by model."),
    Rule("SC104", "impossible-expectation", "A scenario can only expect what the operation can answer."),
    Rule("SC105", "bad-call", "A call gives each path parameter its value, and nothing else."),
    Rule("SC110", "api-version", "API versions are declared, and each has a place of its own."),
    Rule("SC111", "bad-place", "Folders, modules, tables and headers have names that every system takes."),
    Rule("SC112", "former-name", "A rename has one old name, which is free."),
    Rule("SC120", "job-schedule", "A job runs on one schedule."),
    Rule("SC121", "other-system", "Another system has an address, and its traffic adds up."),
    Rule("SC122", "event", "An event has a cause, and its keys are among its fields."),
    Rule("SC123", "graphql-model", "GraphQL exposes models of this spec."),
    Rule("SC130", "unsupported", "What a target does not render is refused, never ignored."),
)

RULES_BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
