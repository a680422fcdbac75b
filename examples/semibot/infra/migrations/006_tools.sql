-- What agents can call.
CREATE TABLE tools (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organization_id uuid REFERENCES organizations ON DELETE CASCADE,
    name text NOT NULL,
    description text NOT NULL,
    parameters jsonb NOT NULL DEFAULT '{"type": "object", "properties": {}}'
);

COMMENT ON COLUMN tools.organization_id IS 'NULL: for everybody';

CREATE TABLE agent_tools (
    agent_id uuid NOT NULL REFERENCES agents ON DELETE CASCADE,
    tool_id uuid NOT NULL REFERENCES tools ON DELETE CASCADE,
    PRIMARY KEY (agent_id, tool_id)
);

INSERT INTO tools (name, description) VALUES ('web_search', 'Searches the web.'), ('calculator', 'Computes.');
