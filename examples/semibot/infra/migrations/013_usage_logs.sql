-- What is paid for: tokens by run and model, summed up by day.
CREATE TABLE usage_logs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
    execution_id uuid REFERENCES executions ON DELETE SET NULL,
    model text NOT NULL,
    input_tokens integer NOT NULL CHECK (input_tokens >= 0),
    output_tokens integer NOT NULL CHECK (output_tokens >= 0),
    logged_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX usage_logs_day ON usage_logs (organization_id, logged_at);

CREATE VIEW usage_by_day AS
SELECT organization_id, date_trunc('day', logged_at) AS day, model,
       sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens
FROM usage_logs
GROUP BY organization_id, date_trunc('day', logged_at), model;
