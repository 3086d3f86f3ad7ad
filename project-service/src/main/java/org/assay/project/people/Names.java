package org.assay.project.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Actor;

/** Looks up the accounts of all people on a page at once. */
@ApplicationScoped
public class Names {

  private final Accounts accounts;

  Names(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Returns how to show each of the subjects; without an account where the provider is away. */
  public Function<String, Actor> of(Stream<String> subjects) {
    Map<String, Actor> known =
        accounts.actors(subjects.collect(Collectors.toSet())).stream()
            .collect(Collectors.toMap(Actor::subject, Function.identity()));
    return subject -> known.getOrDefault(subject, new Actor(subject, null));
  }

  /** Returns how to show one subject. */
  public Actor of(String subject) {
    return accounts.actor(subject);
  }
}
