-- Keys of programs: only a salted hash is kept, and the first characters, by which a person knows one.
CREATE TABLE api_keys (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
    created_by uuid REFERENCES users ON DELETE SET NULL,
    prefix text NOT NULL,
    key_hash bytea NOT NULL UNIQUE,
    last_used_at timestamptz,
    expires_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX api_keys_organization ON api_keys (organization_id);
