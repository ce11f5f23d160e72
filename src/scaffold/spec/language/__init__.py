"""The spec language as data: one class for each construct."""
