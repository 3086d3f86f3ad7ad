package org.assay.project.charter;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.MemberChanged;
import org.assay.contracts.event.ProjectChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.project.membership.Member;
import org.jspecify.annotations.Nullable;

/**
 * Tells of changes in the running transaction; the project is at the revision that the event makes.
 */
@ApplicationScoped
public class ProjectEvents {

  private final EventLog log;

  ProjectEvents(EventLog log) {
    this.log = log;
  }

  /** Tells that the project began. */
  void created(Project project, Caller caller) {
    project(EventTypes.PROJECT_CREATED, project, null, caller);
  }

  /** Tells that the charter or the principal owner changed. */
  public void updated(Project project, Caller caller) {
    project(EventTypes.PROJECT_UPDATED, project, null, caller);
  }

  /** Tells that the project is in another state. */
  void transitioned(Project project, String reasonDigest, Caller caller) {
    String type =
        switch (project.state()) {
          case ACTIVE -> EventTypes.PROJECT_ACTIVATED;
          case ON_HOLD -> EventTypes.PROJECT_HELD;
          case CLOSED -> EventTypes.PROJECT_CLOSED;
          case PROPOSED ->
              throw new IllegalStateException("No act leads to " + ProjectState.PROPOSED);
        };
    project(type, project, reasonDigest, caller);
  }

  /** Tells of a membership under one of the three types of member events. */
  public void member(String type, Project project, Member member, Caller caller) {
    append(
        type,
        "project/%s/member/%s".formatted(project.key(), member.subject()),
        project,
        new MemberChanged(
            project.id(),
            member.subject(),
            member.role().name(),
            member.unit(),
            member.from(),
            member.until()),
        caller);
  }

  private void project(String type, Project project, @Nullable String reasonDigest, Caller caller) {
    append(
        type,
        "project/" + project.key(),
        project,
        new ProjectChanged(
            project.id(),
            project.key(),
            project.unit(),
            project.owner(),
            project.state().name(),
            reasonDigest),
        caller);
  }

  /**
   * Tells of something that belongs to a project.
   *
   * @param type one of {@link EventTypes}
   * @param subject what it is about, beginning with {@code project/}
   * @param data the payload of the type
   */
  public void append(String type, String subject, Project project, Object data, Caller caller) {
    log.append(
        new NewEvent(
            type, subject, project.id(), project.revision(), project.id(), Cause.by(caller), data));
  }
}
