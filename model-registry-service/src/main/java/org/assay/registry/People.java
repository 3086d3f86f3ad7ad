package org.assay.registry;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Actor;

/** The people and machines of one answer, their names looked up together. */
public final class People {

  private static final String SYSTEM = "system:";

  private final Map<String, Actor> bySubject;

  private People(Map<String, Actor> bySubject) {
    this.bySubject = bySubject;
  }

  /** Looks up the names; where the provider is away, subjects stand without one. */
  public static People of(Accounts accounts, Stream<String> subjects) {
    Set<String> known =
        subjects
            .filter(subject -> !subject.startsWith(SYSTEM))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new People(
        accounts.actors(known).stream()
            .collect(Collectors.toMap(Actor::subject, Function.identity(), (one, same) -> one)));
  }

  /** Returns the actor of a subject, or of {@code system:} and a service, which has no account. */
  public Actor named(String subject) {
    Actor actor = bySubject.get(subject);
    return actor == null ? new Actor(subject, null) : actor;
  }
}
