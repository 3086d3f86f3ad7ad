-- Questions about what is seen live are answered by the newest windows of each environment, judged again at each decision: by the
-- live claims over all rows, by those about groups, and by the features that drift. They stand beside what windows come to as a
-- whole, so that nothing has to be read of what was counted.
--
-- Of windows of before, both verdicts are found in the claims that were kept. Of limits of which one is enough, which no list of
-- claims tells, the worst counts, though never as worse than the window as a whole.
--
-- Locks: access exclusive on monitoring_window until the end. Cost: the reports of windows with live claims, or with drift, are
-- read once, about a second for 1 000 of them.

alter table monitoring_window
  add column live_performance text,
  add column live_fairness text,
  add column drifted text[] not null default '{}',
  add constraint monitoring_window_performance_ck
    check (live_performance in ('PASS', 'FAIL', 'INCONCLUSIVE', 'UNDEFINED')),
  add constraint monitoring_window_fairness_ck check (live_fairness in ('PASS', 'FAIL', 'INCONCLUSIVE', 'UNDEFINED'));
comment on column monitoring_window.live_performance is 'What its live claims over all rows come to';
comment on column monitoring_window.live_fairness is 'What its live claims about groups come to';
comment on column monitoring_window.drifted is 'The features beyond a limit';

update monitoring_window w
   set live_performance = (k.ranks)[k.performance],
       live_fairness = case when k.fairness is not null
         then (k.ranks)[least(k.fairness, array_position(k.ranks, w.live))] end
  from (
    select o.evidence_id, array['PASS', 'UNDEFINED', 'INCONCLUSIVE', 'FAIL'] as ranks,
           max(array_position(array['PASS', 'UNDEFINED', 'INCONCLUSIVE', 'FAIL'], c ->> 'verdict'))
             filter (where c ->> 'attribute' is null) as performance,
           max(array_position(array['PASS', 'UNDEFINED', 'INCONCLUSIVE', 'FAIL'], c ->> 'verdict'))
             filter (where c ->> 'attribute' is not null) as fairness
      from monitoring_window o cross join lateral jsonb_array_elements(cast(o.report as jsonb) -> 'claims') c
     where o.live is not null
     group by o.evidence_id) k
 where k.evidence_id = w.evidence_id;

update monitoring_window w
   set drifted = array(
     select f ->> 'name' from jsonb_array_elements(cast(w.report as jsonb) -> 'features') f where f ->> 'state' = 'DRIFT')
 where w.drift = 'DRIFT';

alter table monitoring_window alter column drifted drop default;
