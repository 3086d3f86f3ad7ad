-- Who had a part in what a version rests on does not approve it either: whoever started the run that it came out of, the
-- owners of what it was trained on, and everybody with a part in what it was fine-tuned, distilled or aggregated from.
--
-- Locks: access exclusive on contributor, no row is read: every old row has one of the old parts.

alter table contributor
  drop constraint contributor_part_ck,
  add constraint contributor_part_ck check (part in
    ('AUTHOR', 'REGISTRANT', 'SUBMITTER', 'RUN_STARTER', 'DATA_OWNER', 'ANCESTOR_CONTRIBUTOR')) not valid;
comment on table contributor is 'Everybody who ever had a part in a version or in what it rests on; only ever added to, so that no later revision hides one';
