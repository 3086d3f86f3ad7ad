-- An organisation's own questionnaires and checklists come about as its policies do: drafted, tried, published by two people.
-- So they stand beside them, told apart by their kind; the name and number of each kind are its own. Each word for publishing
-- or retiring now says why.
--
-- Locks: access exclusive on policy, policy_consent and policy_dry_run for a moment; there are few rows. Older copies of the
-- service that still run draft policies only, which is what the default of the kind is for; they see what is not a policy as
-- one that holds nowhere only once they are gone, so nothing of the new kinds is published until then.
-- Cost: none.

alter table policy
  add column kind text not null default 'POLICY',
  drop constraint policy_number_uq,
  add constraint policy_number_uq unique (kind, name, number),
  add constraint policy_kind_ck check (kind = 'POLICY'
    or (kind in ('QUESTIONNAIRE', 'CHECKLISTS') and scope_kind = 'ORGANISATION' and state <> 'RETIRED'));
drop index policy_scope_ix;
create index policy_scope_ix on policy (scope_kind, scope_key, name, number) where state <> 'DRAFT' and kind = 'POLICY';
comment on table policy is 'A policy, questionnaire or set of checklists from its draft on; of each name of a policy the newest number that was published holds, unless it is retired; the others are cited by name and number';

alter table policy_consent
  add column note_id uuid,
  add constraint policy_consent_note_fk foreign key (note_id) references note (id);
comment on column policy_consent.note_id is 'Where it stands why; none where the word is older than that';
grant update (note_id) on policy_consent to ${service_role};

comment on column policy_dry_run.newly_blocked is 'Versions that pass now and would not; of a questionnaire those whose tier would change; of checklists the open reviews that would have more to answer';
comment on column policy_dry_run.blocked is 'The first of these';
