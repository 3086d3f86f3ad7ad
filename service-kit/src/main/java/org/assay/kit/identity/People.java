package org.assay.kit.identity;

import java.util.Map;

/** The people and machines of one answer, their names looked up together by {@link Accounts}. */
public final class People {

  private final Map<String, Actor> bySubject;

  People(Map<String, Actor> bySubject) {
    this.bySubject = Map.copyOf(bySubject);
  }

  /** Returns the actor of a subject, or of {@code system:} and a service, which has no account. */
  public Actor named(String subject) {
    Actor actor = bySubject.get(subject);
    return actor == null ? new Actor(subject, null) : actor;
  }
}
