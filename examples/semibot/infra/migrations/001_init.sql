-- What everything that follows stands on: vectors, and a trigger function that notes the time of a change.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE FUNCTION update_updated_at() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at = now();
    RETURN NEW;
END;
$$;
