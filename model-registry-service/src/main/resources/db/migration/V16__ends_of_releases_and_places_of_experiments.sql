-- When the approvals end that a release rests on; and which folders are the places of experiments.
--
-- A release goes on standing after its approvals end, since what runs may run until the grace is over; only then it is
-- revoked. But the aliases that need a decision were moved by such a release too. What was decided before this migration is
-- read from the copies of review-service's events.
--
-- A version made of the folder where an experiment has the files of all its runs froze them all. Whether a folder is one is
-- asked at each registration of files that lie outside of a run, so an index says where experiments were given a place.
--
-- Locks: ACCESS EXCLUSIVE on version_release for a moment, then row locks; SHARE on experiment while the index is built.
-- Cost at 10 M versions: a release is looked up among the copies by their key, about a minute; experiments take seconds.

alter table version_release add column valid_until timestamptz;
comment on column version_release.valid_until is 'When the approvals end that it rests on; null where the policy set no end';

update version_release r
   set valid_until = (
         select cast(e.data ->> 'valid_until' as timestamptz)
           from review_event e
          where e.version_id = r.version_id and e.type = 'org.assay.review.release.decided.v1'
            and e.data ->> 'decision_id' = cast(r.decision_id as text)
          limit 1);

create index experiment_place on experiment (project_id, artifact_location collate "C")
  where artifact_location is not null;
