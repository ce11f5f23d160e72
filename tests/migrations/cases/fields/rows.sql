INSERT INTO products (id, name, colour, weight, code, listed) VALUES ('018f0000-0000-7000-8000-000000000001', 'Chair', NULL, '2.500', 'c', TRUE);
INSERT INTO products (id, name, colour, weight, code, listed) VALUES ('018f0000-0000-7000-8000-000000000002', 'Table', 'red', '9.125', 't', FALSE);
