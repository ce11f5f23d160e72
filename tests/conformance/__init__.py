"""Whether services of one design, in any language, answer alike: black box, against a base URL."""
