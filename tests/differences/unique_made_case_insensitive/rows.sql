INSERT INTO books (id, title, copies, isbn) VALUES ('11111111111171118111111111111111', 'Emma', 3, 'É1');
INSERT INTO books (id, title, copies, isbn) VALUES ('22222222222272228222222222222222', 'Persuasion', 0, 'i2');
