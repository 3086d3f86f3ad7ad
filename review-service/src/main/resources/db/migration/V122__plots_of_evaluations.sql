-- What plots of an evaluation are drawn from, kept with its report: the confusion matrix, some points of the curve of its
-- scores and their bins. The file may be gone when somebody looks. Evaluations of before have none, and no such plots.
--
-- Locks: access exclusive on evaluation for a moment, to add a column without a default. Cost: at most 30 kB an evaluation.

alter table evaluation add column plots text;
comment on column evaluation.plots is 'JSON: the confusion matrix, at most 200 points of the curve, at most 40 bins of scores';

grant update (plots) on evaluation to ${service_role};
