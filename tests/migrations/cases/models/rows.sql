INSERT INTO products (name) VALUES ('Chair'), ('Table'), ('Lamp');
INSERT INTO lines (product_id, quantity) VALUES (1, 5), (2, 6);
DELETE FROM products WHERE name = 'Lamp';
