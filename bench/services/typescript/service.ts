/** One route by hand, `GET /api/v1/books/{id}`: NestJS on Fastify over pg, and around it what LAYERS names. */

import "reflect-metadata";

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

import {
  Controller,
  Get,
  HttpException,
  Module,
  Param,
  type ArgumentsHost,
  type ExceptionFilter,
} from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Pool } from "pg";
import { pino } from "pino";
import { Counter, Histogram, Registry } from "prom-client";

interface Book {
  readonly id: string;
  readonly isbn: string;
  readonly author: string;
  readonly title: string;
  readonly language: string;
  readonly subjects: readonly string[];
  readonly published_year: number | null;
  readonly summary: string | null;
  readonly copies: number;
  readonly on_shelf: number;
}

const LAYERS = new Set((process.env["LAYERS"] ?? "").split(","));
const STATEMENT = readFileSync(process.env["STATEMENT"] ?? "", "utf-8");
const POOL = new Pool({ connectionString: process.env["DATABASE_URL"], max: 10 });
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SANE_ID = /^[A-Za-z0-9._:/+=-]{1,128}$/;
const LIMIT = 1_000_000_000;
const TIMEOUT = 30_000;
const SECURITY_HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

@Controller("api/v1")
class BooksController {
  @Get("books/:id")
  async getBook(@Param("id") id: string): Promise<Book> {
    if (!UUID.test(id)) {
      throw new HttpException("invalid_request", 422);
    }
    const found = await POOL.query<Book>({ name: "book", text: STATEMENT, values: [id] });
    const [book] = found.rows;
    if (book === undefined) {
      throw new HttpException("not_found", 404);
    }
    return { ...book, copies: Number(book.copies), on_shelf: Number(book.on_shelf) };
  }
}

@Module({ controllers: [BooksController] })
class BooksModule {}

class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const status = error instanceof HttpException ? error.getStatus() : 500;
    const code = error instanceof HttpException ? error.message : "internal_error";
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply
      .code(status)
      .type("application/problem+json")
      .send(JSON.stringify({ type: "about:blank", title: code, status, code }));
  }
}

function addHeaders(server: FastifyInstance): void {
  server.addHook("onRequest", (request, reply, done) => {
    if (LAYERS.has("request_id")) {
      reply.header("x-request-id", request.id);
    }
    if (LAYERS.has("headers")) {
      reply.headers(SECURITY_HEADERS);
    }
    done();
  });
}

function limitRate(server: FastifyInstance): void {
  let turn = 0;
  let calls = new Map<string, number>();
  server.addHook("onRequest", (request, reply, done) => {
    const now = Math.floor(Date.now() / 1000);
    if (Math.floor(now / 60) !== turn) {
      turn = Math.floor(now / 60);
      calls = new Map();
    }
    const count = (calls.get(request.ip) ?? 0) + 1;
    calls.set(request.ip, count);
    reply.headers({
      "ratelimit-limit": LIMIT,
      "ratelimit-remaining": LIMIT - count,
      "ratelimit-reset": 60 - (now % 60),
    });
    done(count > LIMIT ? new HttpException("rate_limited", 429) : undefined);
  });
}

function observe(server: FastifyInstance): void {
  const registry = new Registry();
  const requests = new Counter({
    name: "http_requests_total",
    help: "Requests.",
    labelNames: ["method", "route", "status"],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: "http_request_seconds",
    help: "Time.",
    labelNames: ["method", "route"],
    registers: [registry],
  });
  const log = pino({ base: null });
  server.addHook("onResponse", (request: FastifyRequest, reply: FastifyReply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? "unmatched";
    if (LAYERS.has("metrics")) {
      requests.labels(method, route, String(reply.statusCode)).inc();
      seconds.labels(method, route).observe(reply.elapsedTime / 1000);
    }
    if (LAYERS.has("log")) {
      const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
      log.info({ request_id: request.id, method, route, status: reply.statusCode, milliseconds });
    }
    done();
  });
}

function idOf(request: { headers: Record<string, string | string[] | undefined> }): string {
  const given = request.headers["x-request-id"];
  return typeof given === "string" && SANE_ID.test(given) ? given : randomBytes(16).toString("hex");
}

const adapter = new FastifyAdapter({
  ...(LAYERS.has("request_id") && { genReqId: idOf }),
  ...(LAYERS.has("errors") && { handlerTimeout: TIMEOUT }),
});
const app = await NestFactory.create<NestFastifyApplication>(BooksModule, adapter, { logger: false });
const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
if (LAYERS.has("request_id") || LAYERS.has("headers")) {
  addHeaders(server);
}
if (LAYERS.has("rate_limit")) {
  limitRate(server);
}
if (LAYERS.has("log") || LAYERS.has("metrics")) {
  observe(server);
}
if (LAYERS.has("errors")) {
  app.useGlobalFilters(new ProblemFilter());
}
await app.listen(Number(process.env["PORT"]), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
