CREATE TABLE "books" (
    "id" uuid NOT NULL,
    "isbn" varchar NOT NULL,
    "author" varchar(200) NOT NULL,
    "title" varchar(300) NOT NULL,
    "language" varchar NOT NULL,
    "subjects" jsonb NOT NULL,
    "published_year" integer,
    "summary" text,
    CONSTRAINT "pk_books" PRIMARY KEY ("id")
);
--> statement-breakpoint
CREATE TABLE "branches" (
    "id" uuid NOT NULL,
    "name" varchar(80) NOT NULL,
    "address" text NOT NULL,
    CONSTRAINT "pk_branches" PRIMARY KEY ("id")
);
--> statement-breakpoint
CREATE TABLE "copies" (
    "id" uuid NOT NULL,
    "barcode" varchar(255) NOT NULL,
    "book_id" uuid NOT NULL,
    "branch_id" uuid NOT NULL,
    "condition" varchar(4) NOT NULL,
    CONSTRAINT "pk_copies" PRIMARY KEY ("id"),
    CONSTRAINT "fk_copies_book_id" FOREIGN KEY ("book_id") REFERENCES "books" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_copies_branch_id" FOREIGN KEY ("branch_id") REFERENCES "branches" ("id") ON DELETE RESTRICT
);
--> statement-breakpoint
CREATE TABLE "users" (
    "id" uuid NOT NULL,
    "email" varchar(254) NOT NULL,
    "full_name" varchar(120) NOT NULL,
    "password_hash" text NOT NULL,
    "active" boolean NOT NULL,
    "role" varchar(9) NOT NULL,
    CONSTRAINT "pk_users" PRIMARY KEY ("id")
);
--> statement-breakpoint
CREATE TABLE "loans" (
    "id" uuid NOT NULL,
    "copy_id" uuid NOT NULL,
    "member_id" uuid NOT NULL,
    "renewals" integer NOT NULL,
    "borrowed_at" timestamptz NOT NULL,
    "due_on" date NOT NULL,
    "returned_at" timestamptz,
    CONSTRAINT "pk_loans" PRIMARY KEY ("id"),
    CONSTRAINT "fk_loans_copy_id" FOREIGN KEY ("copy_id") REFERENCES "copies" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_loans_member_id" FOREIGN KEY ("member_id") REFERENCES "users" ("id") ON DELETE RESTRICT
);
--> statement-breakpoint
CREATE TABLE "auth_sessions" (
    "id" uuid NOT NULL,
    "user_id" uuid NOT NULL,
    "token_hash" bytea NOT NULL,
    "expires_at" timestamptz NOT NULL,
    CONSTRAINT "pk_auth_sessions" PRIMARY KEY ("id"),
    CONSTRAINT "fk_auth_sessions_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);
--> statement-breakpoint
CREATE TABLE "auth_failed_logins" (
    "id" uuid NOT NULL,
    "account" bytea NOT NULL,
    "failed_at" timestamptz NOT NULL,
    CONSTRAINT "pk_auth_failed_logins" PRIMARY KEY ("id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "uq_books_isbn" ON "books" ("isbn");
--> statement-breakpoint
CREATE INDEX "ix_books_language" ON "books" ("language");
--> statement-breakpoint
CREATE INDEX "ix_books_title_id" ON "books" ("title", "id");
--> statement-breakpoint
CREATE INDEX "ix_books_published_year_id" ON "books" ("published_year", "id");
--> statement-breakpoint
CREATE UNIQUE INDEX "uq_branches_name" ON "branches" ("name");
--> statement-breakpoint
CREATE UNIQUE INDEX "uq_copies_barcode" ON "copies" ("barcode");
--> statement-breakpoint
CREATE INDEX "ix_copies_book_id" ON "copies" ("book_id");
--> statement-breakpoint
CREATE INDEX "ix_copies_branch_id" ON "copies" ("branch_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "uq_users_email" ON "users" (lower("email"));
--> statement-breakpoint
CREATE INDEX "ix_users_active" ON "users" ("active");
--> statement-breakpoint
CREATE INDEX "ix_users_role" ON "users" ("role");
--> statement-breakpoint
CREATE UNIQUE INDEX "uq_loans_copy_id_where_returned_at_is_null" ON "loans" ("copy_id") WHERE "returned_at" IS NULL;
--> statement-breakpoint
CREATE INDEX "ix_loans_copy_id" ON "loans" ("copy_id");
--> statement-breakpoint
CREATE INDEX "ix_loans_member_id" ON "loans" ("member_id");
--> statement-breakpoint
CREATE INDEX "ix_loans_due_on_id" ON "loans" ("due_on", "id");
--> statement-breakpoint
CREATE INDEX "ix_auth_sessions_user_id" ON "auth_sessions" ("user_id");
--> statement-breakpoint
CREATE INDEX "ix_auth_sessions_expires_at" ON "auth_sessions" ("expires_at");
--> statement-breakpoint
CREATE INDEX "ix_auth_failed_logins_account_failed_at" ON "auth_failed_logins" ("account", "failed_at");
--> statement-breakpoint
CREATE INDEX "ix_auth_failed_logins_failed_at" ON "auth_failed_logins" ("failed_at");
