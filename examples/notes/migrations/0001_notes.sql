CREATE TABLE notes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    text text NOT NULL,
    author text,                            -- whose session wrote it; NULL: a program's, without a session
    words integer,                          -- NULL until the worker has counted them
    link text,                              -- the first link in the text
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX notes_created_at ON notes (created_at);
CREATE INDEX notes_uncounted ON notes (created_at) WHERE words IS NULL;

CREATE TABLE files (
    id uuid PRIMARY KEY,                    -- the object's name in the bucket is uploads/<id>
    name text NOT NULL,
    content_type text NOT NULL,
    size bigint,                            -- bytes; NULL until the object was seen in the bucket
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX files_created_at ON files (created_at);
