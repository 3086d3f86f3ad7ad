-- What was answered under which Idempotency-Key, written in the transaction of the effect and kept
-- for 24 hours. New table: no lock that anybody waits for. At 10 million answers a day, of 1 kB
-- each, it holds 10 GB; the index on created_at serves the removal, the primary key the look-up.
create table idempotency_key (
  principal   text        not null,
  key         text        not null,
  method      text        not null,
  path        text        not null,
  fingerprint text        not null,
  status      smallint    not null,
  headers     text        not null,
  body        text,
  created_at  timestamptz not null,
  constraint idempotency_key_pk primary key (principal, key),
  constraint idempotency_key_length check (char_length(key) between 1 and 128),
  constraint idempotency_key_status check (status between 200 and 399)
);

create index idempotency_key_created_at on idempotency_key (created_at);

comment on table idempotency_key is 'Answers to repeat for 24 hours, by caller and Idempotency-Key';
comment on column idempotency_key.fingerprint is 'SHA-256 of method, path, query and canonical body, in hex';
comment on column idempotency_key.body is 'The JSON as it was answered; text, since jsonb would change its bytes';

grant select, insert, update, delete on idempotency_key to ${service_role};
