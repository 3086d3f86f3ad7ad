-- The event log of one service: outbox, audit trail, source of live events and, later, leaves of the
-- Merkle log, all in one table that is only ever inserted into.
--
-- A writer inserts into event_log and event_queue in the transaction of the change it tells of. One elected
-- sequencer gives each queued event a gapless position (event_position) and takes it from the queue. Numbering
-- inside the writers' transactions would serialise them; ordering by seq alone would skip late committers.
--
-- Locks: none but those of creation. Cost at 100 M events: none, the tables start empty.

create table event_log (
  id uuid not null default uuidv7(),
  seq bigint generated always as identity (cache 1),
  type text not null,
  subject text not null,
  aggregate_id uuid not null,
  aggregate_version bigint not null,
  partition_key uuid not null,
  actor text not null,
  on_behalf_of text,
  caused_by uuid,
  occurred_at timestamptz not null default clock_timestamp(),
  data bytea not null,
  trace text,
  constraint event_log_pk primary key (id),
  constraint event_log_aggregate_uq unique (aggregate_id, aggregate_version),
  constraint event_log_version_ck check (aggregate_version > 0)
);
comment on table event_log is 'Every event of this service, insert-only; written in the transaction of the change it tells of';
comment on column event_log.seq is 'Order of insertion; cache 1, so that an event''s successor always has a higher one. Not a position: late committers fill gaps';
comment on column event_log.aggregate_version is 'Starts at 1; each step of an aggregate is exactly one event';
comment on column event_log.data is 'RFC 8785 canonical JSON in UTF-8, kept as bytes because jsonb would change them';
comment on column event_log.trace is 'W3C traceparent of the request that caused it';

create table event_queue (
  event_id uuid not null,
  seq bigint not null,
  aggregate_id uuid not null,
  aggregate_version bigint not null,
  constraint event_queue_pk primary key (event_id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create index event_queue_seq_ix on event_queue (seq);
create index event_queue_aggregate_ix on event_queue (aggregate_id, aggregate_version);
comment on table event_queue is 'Committed events that have no position yet; usually empty';

create table event_position (
  position bigint not null,
  event_id uuid not null,
  constraint event_position_pk primary key (position),
  constraint event_position_event_uq unique (event_id),
  constraint event_position_ck check (position > 0)
);
comment on table event_position is 'The final, gapless order of the log, from 1; insert-only';

create table sequencer (
  one boolean not null default true,
  epoch bigint not null default 0,
  constraint sequencer_pk primary key (one),
  constraint sequencer_one_ck check (one)
);
insert into sequencer default values;
comment on table sequencer is 'One row: the term of the elected sequencer. A batch of an older term numbers nothing';

create table relay_cursor (
  one boolean not null default true,
  position bigint not null default 0,
  constraint relay_cursor_pk primary key (one),
  constraint relay_cursor_one_ck check (one)
);
insert into relay_cursor default values;
comment on table relay_cursor is 'One row: everything up to this position was acknowledged by the broker';

-- The service adds events and numbers them; it can neither change nor remove one.
grant select, insert on event_log, event_position to ${service_role};
grant select, insert, delete on event_queue to ${service_role};
grant select, update (epoch) on sequencer to ${service_role};
grant select, update (position) on relay_cursor to ${service_role};
