INSERT INTO products (id, name, status, pages, sold, number, shelf, rating) VALUES ('018f0000-0000-7000-8000-000000000001', 'Chair', 'draft', 5, 6, 70, '12', 3.7);
INSERT INTO products (id, name, status, pages, sold, number, shelf, rating) VALUES ('018f0000-0000-7000-8000-000000000002', 'Table', 'listed', 5, 6, NULL, NULL, 4.2);
