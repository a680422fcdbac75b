-- Pieces of documents as vectors of 1536 numbers, the length that text-embedding-3-small answers with.
CREATE TABLE document_chunks (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document_id uuid NOT NULL REFERENCES documents ON DELETE CASCADE,
    position integer NOT NULL CHECK (position >= 0),
    content text NOT NULL,
    embedding vector(1536) NOT NULL,
    UNIQUE (document_id, position)
);

CREATE INDEX document_chunks_embedding ON document_chunks USING hnsw (embedding vector_cosine_ops);
