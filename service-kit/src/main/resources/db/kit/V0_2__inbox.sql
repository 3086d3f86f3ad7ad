-- What this service has taken in from others' topics: which events, up to which version of each aggregate,
-- how recent its copy is, and what it could not apply.
--
-- Locks: none but those of creation. inbox is bounded by its 30 days; inbox_aggregate grows by a row an aggregate.

create table inbox (
  event_id uuid not null,
  topic text not null,
  received_at timestamptz not null default clock_timestamp(),
  constraint inbox_pk primary key (event_id)
);
create index inbox_received_ix on inbox (received_at);
comment on table inbox is 'Ids of applied events, written with their effect; a repeat finds itself here. Rows older than 30 days are removed';

create table inbox_aggregate (
  topic text not null,
  aggregate_id uuid not null,
  version bigint not null,
  constraint inbox_aggregate_pk primary key (topic, aggregate_id),
  constraint inbox_aggregate_version_ck check (version >= 0)
) with (fillfactor = 80);
comment on table inbox_aggregate is 'Version of each aggregate up to which this copy has applied every event';

create table watermark (
  topic text not null,
  partition integer not null,
  partitions integer not null,
  position bigint not null,
  time timestamptz not null,
  applied_at timestamptz not null default clock_timestamp(),
  constraint watermark_pk primary key (topic, partition)
);
comment on table watermark is 'Per partition: everything its service had committed before time has been received here';
comment on column watermark.partitions is 'How many partitions the topic has, as its producer says; a missing row means a partition never heard of';

create table parked_event (
  topic text not null,
  partition integer not null,
  record_offset bigint not null,
  record_key text,
  partition_key uuid,
  event_id uuid,
  aggregate_id uuid,
  aggregate_version bigint,
  position bigint,
  reason text not null,
  detail text not null,
  bytes bytea,
  parked_at timestamptz not null default clock_timestamp(),
  constraint parked_event_pk primary key (topic, partition, record_offset)
);
create index parked_event_event_ix on parked_event (event_id);
create index parked_event_aggregate_ix on parked_event (aggregate_id);
create index parked_event_partition_key_ix on parked_event (partition_key, topic, position);
comment on table parked_event is 'Records that could not be applied, as received; also sent to the dead-letter topic. Re-driving removes them';

comment on column parked_event.position is 'Its position in its producer''s log, where it could be read: nothing of the same key with a higher one is applied before it';

grant select, insert, update, delete on inbox, inbox_aggregate, watermark, parked_event to ${service_role};
