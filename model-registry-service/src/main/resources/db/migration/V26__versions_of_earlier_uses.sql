-- Uses of before told no version, so that the files of versions that are released would go with the end of their uses. The copies
-- of review-service's events know which version the same bytes of the project were evaluated for; of several the request nearest
-- in time is the one that stated the use. What failed or was cancelled is left out: its file goes when the use ends, as was said.
--
-- Locks: rows of artifact_use. Cost: one pass over review_event.

update artifact_use k set version_id = of.version_id
  from (
    select distinct on (u.id) u.id, e.version_id
      from artifact_use u
      join review_event e on e.project_id = u.project_id
       and e.type = 'org.assay.review.evaluation.requested.v1' and e.data ->> 'data_digest' = u.digest
     where u.version_id is null and u.ended_at is null
       and not exists (
         select from review_event f
          where f.version_id = e.version_id and f.data ->> 'evaluation_id' = e.data ->> 'evaluation_id'
            and f.type in ('org.assay.review.evaluation.failed.v1', 'org.assay.review.evaluation.cancelled.v1'))
     order by u.id, abs(extract(epoch from e.occurred_at - u.created_at))) of
 where k.id = of.id;
