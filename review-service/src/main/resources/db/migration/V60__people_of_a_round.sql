-- A round keeps how many different people its approvals have to come from, so that whoever approved a review of it may
-- approve another one as long as enough are left for other people. Until now one person approved one review of a round,
-- whatever its policy asked for.
--
-- Locks: access exclusive on assessment while it is filled. Cost: one pass over assessment and over the reviews.

alter table assessment add column people_required integer;
update assessment a
   set people_required = cast(cast(p.document as json) ->> 'distinct_people' as integer)
  from policy_version p
 where p.id = a.policy_version_id;
alter table assessment alter column people_required set not null;
comment on column assessment.people_required is 'As the policy asks for when the round opens';
