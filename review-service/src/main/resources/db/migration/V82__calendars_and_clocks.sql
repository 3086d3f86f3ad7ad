-- A policy may give reviews a due date in business days, and business days are those of a unit: its calendar says in which
-- zone it works, on which days, from when to when, and which dates are holidays. A review with a due date has a clock, which
-- runs while somebody is asked to review and stands still while its submitter's side is asked to mend something. What was
-- told of it (80, 100, 150 and 200 % of its time) is kept, so that nothing is told twice.
--
-- Reviews of before have no clock: their policies give no due date.
--
-- Locks: access exclusive on review and review_assignee for a moment, no row is read; share on review while three indexes
-- are built, of which nothing is in them yet. Cost: one pass over review for each of them.

create table unit_calendar (
  id uuid not null,
  unit text not null,
  time_zone text not null,
  working_days text[] not null,
  opens text not null,
  closes text not null,
  holidays text[] not null,
  changed_by text not null,
  changed_at timestamptz not null,
  revision bigint not null,
  constraint unit_calendar_pk primary key (id),
  constraint unit_calendar_unit_uq unique (unit),
  constraint unit_calendar_days_ck check (cardinality(working_days) between 1 and 7),
  constraint unit_calendar_hours_ck check (opens ~ '^[0-2][0-9]:[0-5][0-9]$' and closes ~ '^[0-2][0-9]:[0-5][0-9]$'
    and closes > opens),
  constraint unit_calendar_holidays_ck check (cardinality(holidays) <= 400)
);
comment on table unit_calendar is 'When a unit works; one without a row works Monday to Friday, 09:00 to 17:00 UTC';

alter table review_assignee add column unit text;
comment on column review_assignee.unit is 'The unit the person held when assigned or begun; whose calendar the clock runs by';

alter table review
  add column clock_days integer,
  add column clock_unit text,
  add column clock_revision bigint,
  add column clock_allowed bigint,
  add column clock_spent bigint,
  add column clock_since timestamptz,
  add column clock_stopped_since timestamptz,
  add column clock_stopped_by text,
  add column clock_level integer,
  add column clock_next_at timestamptz,
  add column due_at timestamptz,
  add constraint review_clock_ck check ((clock_days is null) = (clock_allowed is null)
    and (clock_days is null) = (clock_spent is null) and (clock_days is null) = (clock_level is null)
    and (clock_days is null) = (clock_revision is null)),
  add constraint review_clock_runs_ck check (clock_since is null
    or (clock_days is not null and clock_stopped_since is null and due_at is not null)),
  add constraint review_clock_stopped_ck check ((clock_stopped_since is null) = (clock_stopped_by is null));
create index review_due_ix on review (due_at) where clock_since is not null;
create index review_clock_next_ix on review (clock_next_at) where clock_next_at is not null;
create index review_clock_calendar_ix on review (clock_unit, clock_revision) where clock_since is not null;
comment on column review.clock_days is 'Business days that the policy gives it; without them it has no clock';
comment on column review.clock_revision is 'The revision of the calendar that due_at and clock_next_at are counted by';
comment on column review.clock_allowed is 'The same in milliseconds of business time by the calendar of clock_unit';
comment on column review.clock_spent is 'Milliseconds of business time that it ran before clock_since';
comment on column review.clock_since is 'Since when it runs; absent while it is stopped or ended';
comment on column review.clock_level is 'The highest share of its time, in percent, that was told';
comment on column review.clock_next_at is 'When the next share is to be told';

create table review_warning (
  id uuid not null,
  review_id uuid not null,
  level integer not null,
  due_at timestamptz not null,
  given_at timestamptz not null,
  constraint review_warning_pk primary key (id),
  constraint review_warning_level_uq unique (review_id, level),
  constraint review_warning_review_fk foreign key (review_id) references review (id),
  constraint review_warning_level_ck check (level in (80, 100, 150, 200))
);
comment on table review_warning is 'Which shares of its time were told of a review: each once, for ever';

grant select, insert on unit_calendar, review_warning to ${service_role};
grant update (time_zone, working_days, opens, closes, holidays, changed_by, changed_at, revision) on unit_calendar
  to ${service_role};
grant update (unit) on review_assignee to ${service_role};
grant update (clock_days, clock_unit, clock_revision, clock_allowed, clock_spent, clock_since, clock_stopped_since,
  clock_stopped_by, clock_level, clock_next_at, due_at) on review to ${service_role};
