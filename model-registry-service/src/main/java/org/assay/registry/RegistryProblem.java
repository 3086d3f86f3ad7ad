package org.assay.registry;

import org.assay.contracts.problem.ProblemType;

/** The refusals of model-registry-service; {@code docs/reference/problems.md} explains each. */
public enum RegistryProblem implements ProblemType {
  FILTER_INVALID(400, "The filter or the order of a search cannot be read"),
  UPLOAD_BROKEN(400, "The upload ended before all its bytes had come"),
  PROJECT_NOT_FOUND(404, "There is no such project, or the caller may not know of it"),
  MODEL_NOT_FOUND(404, "There is no such model, or the caller may not know of it"),
  EXPERIMENT_NOT_FOUND(404, "There is no such experiment, or the caller may not know of it"),
  RUN_NOT_FOUND(404, "There is no such run, or the caller may not know of it"),
  LOGGED_MODEL_NOT_FOUND(404, "There is no such logged model, or the caller may not know of it"),
  TAG_NOT_FOUND(404, "There is no tag of this key"),
  VERSION_NOT_FOUND(404, "The model has no version of this number"),
  ALIAS_NOT_FOUND(404, "The model has no such alias"),
  DATASET_NOT_FOUND(404, "There is no such data set, or the caller may not know of it"),
  DEPLOYMENT_NOT_FOUND(404, "There is no such deployment, or the caller may not know of it"),
  CARD_NOT_FOUND(404, "The version has no such model card"),
  ARTIFACT_NOT_FOUND(404, "There is no artifact under this path"),
  UPLOAD_NOT_FOUND(404, "There is no such upload, or it ended"),
  NOT_A_CONTRIBUTOR(403, "Only contributors and owners of the project may do this"),
  NOT_THE_SUBMITTER(403, "Only who submitted the version, or an owner of its project, may do this"),
  OWNER_OR_LEAD_REQUIRED(403, "Only an owner of the project or a lead may do this"),
  HOLD_NOT_YOURS(403, "Only an auditor, or a lead of the project where a lead placed it, lifts it"),
  FILE_OF_ROWS(403, "Only who may see small counts may download the rows of an evaluation"),
  ALIAS_GOVERNED(403, "This alias moves only with a decision that releases the version"),
  STAGE_GOVERNED(403, "A version is in Production only while it is released"),
  MODEL_NAME_TAKEN(409, "The project has a model of this name"),
  EXPERIMENT_NAME_TAKEN(409, "The project has an experiment of this name"),
  EXPERIMENT_DELETED(409, "The experiment is deleted"),
  EXPERIMENT_STANDARD(409, "The experiment for runs that name none keeps its name and stays"),
  RUN_DELETED(409, "The run is deleted"),
  RUN_FIXED(409, "A version that rests on the run was submitted, so its results stay"),
  PARAM_FIXED(409, "The parameter has another value already"),
  IN_USE(409, "A registered version rests on it"),
  MODEL_NAME_FIXED(409, "The model's name is fixed, since a version of it was submitted"),
  MODEL_KIND_FIXED(409, "The model's kind is fixed, since a version of it was submitted"),
  MODEL_IN_USE(409, "A version of the model may not go"),
  NO_PREVIOUS_VERSION(409, "The alias has no version to go back to"),
  PROJECT_NOT_ACTIVE(409, "The project takes no models or versions in its present state"),
  ILLEGAL_TRANSITION(409, "The version's state does not allow this"),
  LAST_DAY_NOT_OVER(409, "The version may run until a day that is not over"),
  VERSION_DEPLOYED(409, "The version still runs somewhere"),
  DEPLOYMENT_LIVE(409, "These bytes are reported to run there already"),
  DEPLOYMENT_ENDED(409, "The deployment ended"),
  DATASET_EXISTS(409, "The project has this version of the data set already"),
  DATASET_WITHDRAWN(409, "The data set is withdrawn"),
  CARD_FIXED(409, "The model card is fixed, since the version was submitted"),
  TOO_MANY_ENTRIES(422, "There would be more of them than are taken"),
  ARTIFACT_SEALED(409, "A version rests on these files, so they never change"),
  HOLD_REFUSED(409, "A hold stands on the file already, none does, or there is no file to hold"),
  DIGEST_AMBIGUOUS(409, "A file and a folder would have the same digest"),
  ARTIFACT_PATH_TAKEN(409, "The path is a folder, or lies under a file"),
  TOO_MANY_FILES(409, "The folder holds more files than one act takes"),
  PART_IN_PROGRESS(409, "Another request sends the same part"),
  PART_STORED(409, "The part is there already, with other bytes"),
  UPLOAD_INCOMPLETE(409, "Parts of the upload are missing, or not put together yet"),
  TOO_MANY_UPLOADS(409, "The project has too many uploads under way"),
  RANGE_NOT_SATISFIABLE(416, "The range lies outside of the artifact"),
  BYTES_MISMATCH(422, "The bytes that came have another digest than announced"),
  FILE_UNPACKS_TOO_FAR(422, "The file unpacks to out of all proportion more than it holds"),
  AUTHOR_NOT_MEMBER(422, "An author is not, and never was, a member of the project"),
  HUMAN_AUTHOR_REQUIRED(422, "A version needs at least one author who is a person"),
  CARD_CONTRADICTED(422, "The model card states a number that the version's record contradicts"),
  UNKNOWN_VERSION(422, "The model has no version of this number to supersede"),
  MEMBERS_NOT_KNOWN_YET(503, "Too many of the people named joined the project only just now"),
  USE_CASES_NOT_KNOWN_YET(503, "Too many of the use cases named were added only just now"),
  PROJECT_SERVICE_AWAY(503, "project-service is away, and the answer depends on it"),
  QUOTA_EXCEEDED(507, "The project has no room for these bytes"),
  STORE_FULL(507, "The artifact store has no room for these bytes");

  private final int status;
  private final String title;

  RegistryProblem(int status, String title) {
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
