-- How and when whoever decided on a review or a release had signed in, as the token told; a policy may ask for a fresh
-- sign-in at a release. What was decided before tells nothing.
--
-- Locks: access exclusive on review_decision and release_decision for a moment; no row is written.

alter table review_decision
  add column auth_level text,
  add column signed_in_at timestamptz;
comment on column review_decision.auth_level is 'How the person had signed in (acr), where the token told';
comment on column review_decision.signed_in_at is 'When the person had signed in (auth_time), where the token told';

alter table release_decision
  add column auth_level text,
  add column signed_in_at timestamptz;
comment on column release_decision.auth_level is 'How the lead had signed in (acr), where the token told';
comment on column release_decision.signed_in_at is 'When the lead had signed in (auth_time), where the token told';
