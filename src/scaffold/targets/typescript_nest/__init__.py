"""TypeScript: NestJS on Fastify, zod, Drizzle on PostgreSQL and PGlite."""

from scaffold.targets.typescript_nest.renderer import TypeScriptRenderer, prepare

__all__ = ["TypeScriptRenderer", "prepare"]
