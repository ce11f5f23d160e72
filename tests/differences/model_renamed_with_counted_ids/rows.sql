INSERT INTO items (title, part_of_id) VALUES ('Emma', NULL);
INSERT INTO items (title, part_of_id) VALUES ('Part', 1);
INSERT INTO loans (item_id, days) VALUES (2, 3);
