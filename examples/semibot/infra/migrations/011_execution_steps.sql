-- What an agent did on the way: thoughts, calls of tools, answers.
CREATE TABLE execution_steps (
    execution_id uuid NOT NULL REFERENCES executions ON DELETE CASCADE,
    number integer NOT NULL CHECK (number > 0),
    kind text NOT NULL CHECK (kind IN ('thought', 'tool', 'answer')),
    tool_id uuid REFERENCES tools ON DELETE SET NULL,
    content jsonb NOT NULL,
    milliseconds integer CHECK (milliseconds >= 0),
    PRIMARY KEY (execution_id, number)
);
