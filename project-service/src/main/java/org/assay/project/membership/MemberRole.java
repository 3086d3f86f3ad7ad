package org.assay.project.membership;

/** What a member is in one project; a realm role alone opens no project. */
public enum MemberRole {
  /** Steers the project: changes and closes it and its members. */
  OWNER,
  /** Works in it: registers models and versions, submits them. */
  CONTRIBUTOR,
  /** Reads it. */
  VIEWER
}
