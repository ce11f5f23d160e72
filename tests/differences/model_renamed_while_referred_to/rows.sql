INSERT INTO items (id, title) VALUES ('11111111111171118111111111111111', 'Emma');
INSERT INTO loans (id, item_id, days) VALUES ('aaaaaaaaaaaa7aaa8aaaaaaaaaaaaaaa', '11111111111171118111111111111111', 3);
