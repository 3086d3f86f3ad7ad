-- Checklists: a review keeps which set of questions it answers, and the answers are kept for good; of each question the last
-- one stands.
--
-- Locks: access exclusive on review for a moment; no row is written. Cost: the answers of a page of reviews are served by the
-- unique key.

alter table review add column checklist text;
comment on column review.checklist is 'The set of checklists that its policy names, such as default/1; none where it names none';

create table checklist_answer (
  id uuid not null,
  review_id uuid not null,
  question_id text not null,
  number integer not null,
  answer text not null,
  note_id uuid,
  evidence uuid[] not null,
  subject text not null,
  at timestamptz not null,
  constraint checklist_answer_pk primary key (id),
  constraint checklist_answer_number_uq unique (review_id, question_id, number),
  constraint checklist_answer_review_fk foreign key (review_id) references review (id),
  constraint checklist_answer_note_fk foreign key (note_id) references note (id),
  constraint checklist_answer_ck check (answer in ('YES', 'NO', 'NOT_APPLICABLE')),
  constraint checklist_answer_reason_ck check (answer <> 'NOT_APPLICABLE' or note_id is not null)
);
comment on table checklist_answer is 'Insert-only; the highest number of a question stands, unless evidence that it cites was superseded';

grant select, insert on checklist_answer to ${service_role};
