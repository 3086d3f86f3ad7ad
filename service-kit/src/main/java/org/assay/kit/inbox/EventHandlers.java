package org.assay.kit.inbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a service does on the events of one topic, by type.
 *
 * <p>A handler runs in the inbox's transaction and on the thread that reads the partition. It may
 * run again after a rollback, so it changes nothing but the database; its effects have natural
 * unique keys, so that a replay from the start changes nothing.
 */
public final class EventHandlers {

  private final Map<String, Consumer<ReceivedEvent>> byType;
  private final List<Consumer<ReceivedEvent>> onAny;
  private final Set<String> families;

  private EventHandlers(
      Map<String, Consumer<ReceivedEvent>> byType, List<Consumer<ReceivedEvent>> onAny) {
    this.byType = Map.copyOf(byType);
    this.onAny = List.copyOf(onAny);
    this.families =
        byType.keySet().stream().map(EventHandlers::family).collect(Collectors.toUnmodifiableSet());
  }

  /** Returns a builder without any handler. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns whether a handler is registered for this very type. */
  boolean handles(String type) {
    return byType.containsKey(type);
  }

  /** Returns whether the type is a major version that is not known of a family that is. */
  boolean unknownMajorVersion(String type) {
    return !handles(type) && families.contains(family(type));
  }

  /** Calls the handlers for every event, then the one for its type. */
  void apply(ReceivedEvent event) {
    onAny.forEach(handler -> handler.accept(event));
    Consumer<ReceivedEvent> handler = byType.get(event.type());
    if (handler != null) {
      handler.accept(event);
    }
  }

  private static String family(String type) {
    return type.replaceFirst("\\.v\\d+$", "");
  }

  /** Collects handlers. */
  public static final class Builder {

    private final Map<String, Consumer<ReceivedEvent>> byType = new HashMap<>();
    private final List<Consumer<ReceivedEvent>> onAny = new ArrayList<>();

    private Builder() {}

    /**
     * Registers the handler of a type.
     *
     * @throws IllegalArgumentException if the type has one already
     */
    public Builder on(String type, Consumer<ReceivedEvent> handler) {
      if (byType.putIfAbsent(type, handler) != null) {
        throw new IllegalArgumentException(type + " has a handler already");
      }
      return this;
    }

    /** Registers a handler that is called for every applied event, before the one of its type. */
    public Builder onAny(Consumer<ReceivedEvent> handler) {
      onAny.add(handler);
      return this;
    }

    /** Returns the handlers registered so far. */
    public EventHandlers build() {
      return new EventHandlers(byType, onAny);
    }
  }
}
