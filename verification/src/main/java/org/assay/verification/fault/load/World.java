package org.assay.verification.fault.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.verification.fault.history.Kind;

/**
 * What the clients know of the installation: which versions wait for which act, and what may be
 * asked about. A thing that is taken is nobody else's until it is put back. Safe for many threads.
 */
final class World {

  private static final int REMEMBERED = 400;

  private final Map<Kind, Deque<Todo>> todo = new EnumMap<>(Kind.class);
  private final List<Project> projects = new ArrayList<>();
  private final List<Model> models = new ArrayList<>();
  private final Set<Object> taken = new HashSet<>();
  private final List<Version> registered = new ArrayList<>();
  private final List<Version> released = new ArrayList<>();
  private final List<Version> revoked = new ArrayList<>();
  private final List<Done> done = new ArrayList<>();

  /** An act that may follow for a version, not before a time. */
  record Todo(Version version, String type, long notBefore, int tries) {}

  /** A request that was answered with success. */
  record Done(Request request, Answer answer) {}

  /** A project, with the members that come and go. */
  static final class Project {
    final String key;
    final Set<String> guests = new HashSet<>();

    Project(String key) {
      this.key = key;
    }
  }

  /** A model; its name is full. */
  record Model(String name) {}

  /** A version, as far as its clients know it. */
  static final class Version {
    final String model;
    final int number;
    final String id;
    final String digest;
    final String firstRevision;
    private final Map<String, String> reviews = new HashMap<>();
    private final Map<String, String> revisions = new HashMap<>();
    private int decided;
    private String proposal = "";

    Version(String model, int number, String id, String digest, String firstRevision) {
      this.model = model;
      this.number = number;
      this.id = id;
      this.digest = digest;
      this.firstRevision = firstRevision;
    }

    String path() {
      return "/api/v1/models/" + model + "/versions/" + number;
    }

    synchronized void claimed(String type, String review, String revision) {
      reviews.put(type, review);
      revisions.put(type, revision);
    }

    synchronized String review(String type) {
      return reviews.getOrDefault(type, "");
    }

    synchronized String revision(String type) {
      return revisions.getOrDefault(type, "");
    }

    /** Counts a decision; true for the one that completes the round. */
    synchronized boolean decided() {
      return ++decided == 2;
    }

    synchronized void proposed(String id, String revision) {
      proposal = id;
      revisions.put("proposal", revision);
    }

    synchronized String proposal() {
      return proposal;
    }
  }

  synchronized void add(Project project) {
    projects.add(project);
  }

  synchronized void add(Model model) {
    models.add(model);
  }

  synchronized void add(Kind kind, Todo item) {
    todo.computeIfAbsent(kind, _ -> new ArrayDeque<>()).add(item);
  }

  /** Takes the oldest version that the act may be tried on now. */
  synchronized Optional<Todo> take(Kind kind) {
    Deque<Todo> waiting = todo.getOrDefault(kind, new ArrayDeque<>());
    long now = System.nanoTime();
    for (Todo item : waiting) {
      if (item.notBefore() - now <= 0) {
        waiting.remove(item);
        return Optional.of(item);
      }
    }
    return Optional.empty();
  }

  /** Takes a project that nobody has. */
  synchronized Optional<Project> takeProject(RandomGenerator random, Predicate<Project> which) {
    List<Project> free =
        projects.stream().filter(p -> !taken.contains(p) && which.test(p)).toList();
    Optional<Project> found = any(free, random);
    found.ifPresent(taken::add);
    return found;
  }

  /** Takes a model that nobody has. */
  synchronized Optional<Model> takeModel(RandomGenerator random) {
    Optional<Model> found = any(models.stream().filter(m -> !taken.contains(m)).toList(), random);
    found.ifPresent(taken::add);
    return found;
  }

  synchronized void putBack(Object thing) {
    taken.remove(thing);
  }

  synchronized Optional<Model> anyModel(RandomGenerator random) {
    return any(models, random);
  }

  synchronized Optional<Project> anyProject(RandomGenerator random) {
    return any(projects, random);
  }

  synchronized void registered(Version version) {
    registered.add(version);
  }

  synchronized void released(Version version) {
    released.add(version);
  }

  synchronized void revoked(Version version) {
    revoked.add(version);
  }

  /** A version that was released, often a late one; it may be revoked by now. */
  synchronized Optional<Version> anyReleased(RandomGenerator random) {
    return recent(released, random);
  }

  synchronized Optional<Version> anyRevoked(RandomGenerator random) {
    return recent(revoked, random);
  }

  synchronized Optional<Version> anyRegistered(RandomGenerator random) {
    return recent(registered, random);
  }

  synchronized void done(Done request) {
    if (done.size() == REMEMBERED) {
      done.removeFirst();
    }
    done.add(request);
  }

  synchronized Optional<Done> anyDone(RandomGenerator random) {
    return any(done, random);
  }

  private static Optional<Version> recent(List<Version> versions, RandomGenerator random) {
    int late = Math.min(versions.size(), 20);
    boolean any = random.nextInt(3) == 0;
    return any(any ? versions : versions.subList(versions.size() - late, versions.size()), random);
  }

  private static <T> Optional<T> any(List<T> things, RandomGenerator random) {
    return things.isEmpty()
        ? Optional.empty()
        : Optional.of(things.get(random.nextInt(things.size())));
  }
}
