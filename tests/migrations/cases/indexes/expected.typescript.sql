CREATE UNIQUE INDEX "uq_products_name" ON "products" (lower("name"));
--> statement-breakpoint
CREATE UNIQUE INDEX "uq_products_barcode_where_withdrawn_at_is_null" ON "products" ("barcode") WHERE "withdrawn_at" IS NULL;
--> statement-breakpoint
CREATE INDEX "ix_products_shelf" ON "products" ("shelf");
--> statement-breakpoint
CREATE INDEX "ix_products_name_id" ON "products" ("name", "id");
