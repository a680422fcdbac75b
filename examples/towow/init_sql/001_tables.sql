-- Stands for the files of towow/scripts/init_sql.
create table negotiations (
    id bigserial primary key,
    opened timestamptz not null default now(),
    subject text not null
);
