-- Parts lie in files of their own, wholes are put together by one copy of the service at a time, and files on their way
-- have the room that they will take promised.
--
-- Until now the parts of an upload were written into one file, which then was kept: with two copies of the service on one
-- folder, the one could still write into it. And the request that brought the last part read the whole, in silence. So a
-- part now names its file, and an upload says who puts it together and how far that is.
--
-- Uploads under way are given up, since their bytes lie in the old form; their files go with the next look at what no
-- upload has.
--
-- Locks: ACCESS EXCLUSIVE on artifact_upload and artifact_part for a moment, both small. Cost: none to speak of.

delete from artifact_upload;

alter table artifact_part add column handle text not null;
comment on column artifact_part.handle is 'What the store knows its file by';

alter table artifact_upload
  add column handle text,
  add column assembler uuid,
  add column assembler_until timestamptz,
  add column assembled bigint not null default 0,
  drop constraint artifact_upload_assembled,
  add constraint artifact_upload_assembled check
    ((digest is null) = (verdict is null) and (digest is null) = (findings is null) and (digest is null) = (handle is null)),
  add constraint artifact_upload_assembler_until check ((assembler is null) = (assembler_until is null));
comment on column artifact_upload.handle is 'What the store knows the whole by, once the parts are put together';
comment on column artifact_upload.assembler is 'Who puts the parts together at present; nobody else begins before the time runs out';
comment on column artifact_upload.assembled is 'How many bytes are put together';

create table artifact_reservation (
  id uuid not null,
  project_id uuid not null,
  bytes bigint not null,
  until timestamptz not null,
  constraint artifact_reservation_pk primary key (id),
  constraint artifact_reservation_not_negative check (bytes >= 0)
);
create index artifact_reservation_project on artifact_reservation (project_id, until);
comment on table artifact_reservation is 'Room that is promised to files on their way in one piece; lapses where it is not renewed';

grant update (handle, assembler, assembler_until, assembled) on artifact_upload to ${service_role};
grant select, insert, update (bytes, until), delete on artifact_reservation to ${service_role};
