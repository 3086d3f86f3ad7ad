-- What the kit's own tests write through HTTP.
create table note (
  id       uuid primary key,
  title    text not null constraint note_title unique,
  revision bigint not null
);
grant select, insert, update on note to ${service_role};
