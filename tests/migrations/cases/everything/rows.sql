INSERT INTO products (name, shelf, price) VALUES ('Chair', '12', '1.50');
INSERT INTO products (name, price, parent_id) VALUES ('Leg', '0.25', 1), ('Lamp', '3.00', NULL);
INSERT INTO lines (product_id, quantity) VALUES (1, 5), (2, 6);
INSERT INTO notes (line_id) VALUES (1), (2);
DELETE FROM products WHERE name = 'Lamp';
