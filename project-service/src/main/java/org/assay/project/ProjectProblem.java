package org.assay.project;

import org.assay.contracts.problem.ProblemType;

/** The refusals of project-service; {@code docs/reference/problems.md} explains each. */
public enum ProjectProblem implements ProblemType {
  PROJECT_NOT_FOUND(404, "There is no such project, or the caller may not know of it"),
  TRANSITION_NOT_FOUND(404, "The project has no such transition"),
  MEMBER_NOT_FOUND(404, "The project never had such a member"),
  USE_CASE_NOT_FOUND(404, "The project has no such use case"),
  PROJECT_LEADERSHIP_REQUIRED(403, "Only an owner, or a lead who is a member, may do this"),
  PROJECT_KEY_TAKEN(409, "The project key is taken"),
  PROJECT_STATE(409, "The project's state does not allow this"),
  ALREADY_MEMBER(409, "The person is a member already"),
  MEMBERSHIP_ENDED(409, "The membership has ended"),
  LAST_OWNER(409, "A project keeps at least one owner"),
  UNKNOWN_UNIT(422, "There is no such unit"),
  FIELD_IMMUTABLE(422, "The field cannot be changed"),
  DATES_OUT_OF_ORDER(422, "The project would end before it starts"),
  MACHINE_CANNOT_OWN(422, "A machine cannot own a project");

  private final int status;
  private final String title;

  ProjectProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public String code() {
    return name();
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
