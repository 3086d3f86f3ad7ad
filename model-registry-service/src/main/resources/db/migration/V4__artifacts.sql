-- Artifacts: the files of a project by their path, the bytes they refer to by digest, and what versions froze.
--
-- Bytes lie outside the database, once for each digest; a row of artifact_blob says that they are there. Whoever puts bytes
-- there or removes them holds the advisory lock of their digest, so the two never meet. A row that refers to a digest
-- keeps its artifact_blob by foreign key: the collection of bytes cannot remove what something refers to, whatever it thinks.
--
-- Paths compare by their bytes (collation "C"), as manifests sort them, so that what lies under a folder is one range of
-- an index. Every query begins with the project.
--
-- Locks: none but those of creation. Cost: none, the tables start empty.

create table artifact_blob (
  digest text not null,
  size bigint not null,
  stored_at timestamptz not null default now(),
  constraint artifact_blob_pk primary key (digest),
  constraint artifact_blob_digest_form check (digest ~ '^sha256:[0-9a-f]{64}$'),
  constraint artifact_blob_size_not_negative check (size >= 0)
);
comment on table artifact_blob is 'The bytes that the store keeps, whoever refers to them';

create table artifact (
  id uuid not null,
  project_id uuid not null,
  path text collate "C" not null,
  digest text not null,
  size bigint not null,
  media_type text not null,
  verdict text not null,
  findings text[] not null,
  revision bigint not null,
  stored_at timestamptz not null default now(),
  stored_by text not null,
  constraint artifact_pk primary key (id),
  constraint artifact_path_unique unique (project_id, path),
  constraint artifact_blob_fk foreign key (digest) references artifact_blob (digest),
  constraint artifact_path_length check (octet_length(path) between 1 and 1024),
  constraint artifact_verdict_known check
    (verdict in ('NOT_APPLICABLE', 'CLEAN', 'UNREADABLE', 'SUSPICIOUS', 'DANGEROUS')),
  constraint artifact_findings_few check (cardinality(findings) <= 50),
  constraint artifact_revision_positive check (revision > 0)
);
create index artifact_digest on artifact (digest);
comment on table artifact is 'What lies under a path of a project at present; the event log has what lay there before';
comment on column artifact.revision is 'The aggregate_version of its last event; a path that was removed and comes again is another artifact';

create table artifact_usage (
  project_id uuid not null,
  bytes bigint not null,
  files bigint not null,
  constraint artifact_usage_pk primary key (project_id),
  constraint artifact_usage_not_negative check (bytes >= 0 and files >= 0)
) with (fillfactor = 50);
comment on table artifact_usage is 'What a project''s artifacts come to; its row lock is also what orders changes of one project''s artifacts';

create table artifact_manifest (
  digest text not null,
  files integer not null,
  size bigint not null,
  created_at timestamptz not null default now(),
  constraint artifact_manifest_pk primary key (digest),
  constraint artifact_manifest_digest_form check (digest ~ '^sha256:[0-9a-f]{64}$'),
  constraint artifact_manifest_has_files check (files > 0)
);
comment on table artifact_manifest is 'Canonical manifests that Assay computed; insert-only';

create table artifact_manifest_entry (
  manifest text not null,
  path text collate "C" not null,
  digest text not null,
  size bigint not null,
  constraint artifact_manifest_entry_pk primary key (manifest, path),
  constraint artifact_manifest_entry_manifest_fk foreign key (manifest) references artifact_manifest (digest),
  constraint artifact_manifest_entry_blob_fk foreign key (digest) references artifact_blob (digest)
);
create index artifact_manifest_entry_digest on artifact_manifest_entry (digest);
comment on table artifact_manifest_entry is 'The files of a manifest; insert-only, and its foreign key keeps their bytes for ever';

create table artifact_seal (
  project_id uuid not null,
  path text collate "C" not null,
  manifest text not null,
  sealed_at timestamptz not null default now(),
  sealed_by text not null,
  constraint artifact_seal_pk primary key (project_id, path),
  constraint artifact_seal_manifest_fk foreign key (manifest) references artifact_manifest (digest)
);
comment on table artifact_seal is 'Folders (or single files) that a version rests on: nothing under them is added, replaced or removed; insert-only';

create table artifact_upload (
  id uuid not null,
  project_id uuid not null,
  path text collate "C" not null,
  size bigint not null,
  part_size bigint not null,
  media_type text not null,
  expected text,
  digest text,
  verdict text,
  findings text[],
  created_at timestamptz not null default now(),
  created_by text not null,
  constraint artifact_upload_pk primary key (id),
  constraint artifact_upload_sizes check (size > 0 and part_size > 0),
  constraint artifact_upload_assembled check ((digest is null) = (verdict is null) and (digest is null) = (findings is null))
);
create index artifact_upload_project on artifact_upload (project_id, created_at);
create index artifact_upload_age on artifact_upload (created_at);
comment on table artifact_upload is 'Files that come in parts and are not whole yet; a row ends by completion, by being given up, or by age';
comment on column artifact_upload.expected is 'The digest that the sender announced';
comment on column artifact_upload.digest is 'The digest of the whole, once all parts are there';

create table artifact_part (
  upload_id uuid not null,
  number integer not null,
  digest text not null,
  size bigint not null,
  stored_at timestamptz not null default now(),
  constraint artifact_part_pk primary key (upload_id, number),
  constraint artifact_part_upload_fk foreign key (upload_id) references artifact_upload (id) on delete cascade,
  constraint artifact_part_number_positive check (number > 0)
);
comment on table artifact_part is 'Parts that are on the disk; a part that is there never changes';

create table artifact_unreferenced (
  digest text not null,
  since timestamptz not null default now(),
  constraint artifact_unreferenced_pk primary key (digest)
);
create index artifact_unreferenced_since on artifact_unreferenced (since);
comment on table artifact_unreferenced is 'Digests that something stopped to refer to: what the collection looks at, so that it need not look at all';

grant select, insert, delete on artifact_blob to ${service_role};
grant select, insert, update (digest, size, media_type, verdict, findings, revision, stored_at, stored_by), delete
  on artifact to ${service_role};
grant select, insert, update (bytes, files) on artifact_usage to ${service_role};
grant select, insert on artifact_manifest, artifact_manifest_entry, artifact_seal to ${service_role};
grant select, insert, update (digest, verdict, findings), delete on artifact_upload to ${service_role};
grant select, insert, delete on artifact_part to ${service_role};
grant select, insert, update (since), delete on artifact_unreferenced to ${service_role};
