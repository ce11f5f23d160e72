INSERT INTO products (id, name, shelf, barcode) VALUES ('018f0000-0000-7000-8000-000000000001', 'Chair', 'a', '1');
INSERT INTO products (id, name, shelf, barcode, withdrawn_at) VALUES ('018f0000-0000-7000-8000-000000000002', 'Table', 'a', '1', '2026-01-01T00:00:00.000Z');
