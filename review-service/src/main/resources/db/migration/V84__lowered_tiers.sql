-- Two people of two units lower the tier of a classification. Who answered the questionnaire is neither of them, so the one who
-- answered is kept with what follows from the answers, and both are kept with the lower tier.
--
-- A proposal may now be about something else than a version and its round.
--
-- Locks: access exclusive on classification while its rows get who answered, and on proposal for the change of its columns.
-- Cost: one update of each classification, found along the lines of what superseded what.

alter table classification
  add column answered_by text,
  add column lowered_by text[],
  add column proposal_id uuid,
  add constraint classification_proposal_fk foreign key (proposal_id) references proposal (id);

with recursive line (id, answered_by) as (
  select id, decided_by from classification where not raised
  union all
  select c.id, l.answered_by from classification c join line l on c.supersedes = l.id where c.raised
)
update classification c set answered_by = l.answered_by from line l where l.id = c.id;

alter table classification
  alter column answered_by set not null,
  drop constraint classification_raised_ck,
  add constraint classification_raised_ck check ((raised or lowered_by is not null) = (note_id is not null)),
  add constraint classification_lowered_ck check (lowered_by is null
    or (not raised and proposal_id is not null and cardinality(lowered_by) = 2 and lowered_by[1] <> lowered_by[2]
      and answered_by <> all (lowered_by)));
comment on column classification.answered_by is 'Who gave the answers, also where somebody raised or lowered what came of them';
comment on column classification.lowered_by is 'The two who set the tier below the one before, the proposer first';

alter table proposal
  alter column version_id drop not null,
  alter column round drop not null,
  drop constraint proposal_act_ck,
  add constraint proposal_act_ck check (act in ('REVOKE', 'OVERRIDE', 'LOWER_TIER')),
  add constraint proposal_version_ck check ((act = 'LOWER_TIER') = (version_id is null)
    and (version_id is null) = (round is null));
