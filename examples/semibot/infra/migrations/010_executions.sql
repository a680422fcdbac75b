-- Runs of agents, from the queue to the end.
CREATE TYPE execution_state AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled');

CREATE TABLE executions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    agent_id uuid NOT NULL REFERENCES agents ON DELETE CASCADE,
    conversation_id uuid REFERENCES conversations ON DELETE SET NULL,
    state execution_state NOT NULL DEFAULT 'queued',
    error text,
    queued_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    ended_at timestamptz
);

CREATE INDEX executions_waiting ON executions (queued_at) WHERE state IN ('queued', 'running');
