INSERT INTO authors (id, name) VALUES ('aaaaaaaaaaaa7aaa8aaaaaaaaaaaaaaa', 'Jane');
INSERT INTO authors (id, name, pupil_of_id) VALUES ('bbbbbbbbbbbb7bbb8bbbbbbbbbbbbbbb', 'Anne', 'aaaaaaaaaaaa7aaa8aaaaaaaaaaaaaaa');
INSERT INTO books (id, title, copies, author_id) VALUES ('11111111111171118111111111111111', 'Emma', 3, 'aaaaaaaaaaaa7aaa8aaaaaaaaaaaaaaa');
UPDATE authors SET best_id = '11111111111171118111111111111111';
