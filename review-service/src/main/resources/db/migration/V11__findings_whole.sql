-- Findings have a question, a due date, the evidence that shows that they are mended, and an end with its reason.
--
-- Locks: access exclusive on finding for a moment; the new columns are null in the rows of before.

alter table finding
  add column question_id text,
  add column due_at timestamptz,
  add column fixed_in uuid,
  add column answered_by text,
  add column fixed_by text,
  add column closed_by text,
  add column closed_at timestamptz,
  add column closure_note_id uuid,
  add constraint finding_fixed_in_fk foreign key (version_id, fixed_in) references evidence (version_id, id),
  add constraint finding_closure_fk foreign key (closure_note_id) references note (id);
comment on column finding.answered_by is 'Who answered last; neither that person nor who mended or owns it ends the finding';

grant update (fixed_in, answered_by, fixed_by, closed_by, closed_at, closure_note_id) on finding to ${service_role};
