INSERT INTO authors (id, name) VALUES ('aaaaaaaaaaaa7aaa8aaaaaaaaaaaaaaa', 'Jane');
INSERT INTO books (id, title, copies, author_id) VALUES ('11111111111171118111111111111111', 'Emma', 3, 'aaaaaaaaaaaa7aaa8aaaaaaaaaaaaaaa');
INSERT INTO shops (id, name) VALUES ('22222222222272228222222222222222', 'Corner');
