-- Conditions of approvals: what has to be done by an instant for the approval that set them to go on standing.
--
-- Locks: none but those of creation. Cost at 10 M versions: the facts of a version and the job that ends what is overdue
-- are each served by an index named below; the second holds open conditions only.

create table review_condition (
  id uuid not null,
  review_id uuid not null,
  decision_id uuid not null,
  version_id uuid not null,
  owner text not null,
  note_id uuid not null,
  due_at timestamptz not null,
  if_missed text not null,
  question_id text,
  state text not null,
  opened_at timestamptz not null,
  proposed_due_at timestamptz,
  proposed_by text,
  extended_from timestamptz,
  revision bigint not null,
  constraint review_condition_pk primary key (id),
  constraint review_condition_review_fk foreign key (review_id) references review (id),
  constraint review_condition_decision_fk foreign key (decision_id) references review_decision (id),
  constraint review_condition_note_fk foreign key (note_id) references note (id),
  constraint review_condition_if_missed_ck check (if_missed in ('REVOKE', 'HOLD')),
  constraint review_condition_state_ck check (state in ('OPEN', 'MET', 'MISSED'))
);
create index review_condition_review_ix on review_condition (review_id, id);
create index review_condition_due_ix on review_condition (due_at) where state = 'OPEN';
comment on table review_condition is 'It has an effect while the approval that set it stands';

grant select, insert on review_condition to ${service_role};
grant update (state, due_at, proposed_due_at, proposed_by, extended_from, revision) on review_condition to ${service_role};
