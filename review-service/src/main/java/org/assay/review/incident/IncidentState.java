package org.assay.review.incident;

import java.util.Optional;

/** Where an incident stands; CLOSED is final. */
public enum IncidentState {
  /** Nobody and no rule has closed the gate for it. */
  OPEN,
  /** The gate is closed for the bytes, or need not be. */
  CONTAINED,
  /** A person other than who reported it said that it is over. */
  CLOSED;

  /** What happens to an incident. */
  enum Act {
    /** A rule closed the gate. */
    CONTAIN_BY_RULE,
    /** A person says that the gate is closed, also where a rule closed it. */
    CONTAIN,
    CLOSE
  }

  /** Returns the state after an act, empty where the act does not apply. */
  Optional<IncidentState> after(Act act) {
    return switch (act) {
      case CONTAIN_BY_RULE -> this == OPEN ? Optional.of(CONTAINED) : Optional.empty();
      case CONTAIN -> this == CLOSED ? Optional.empty() : Optional.of(CONTAINED);
      case CLOSE -> this == CONTAINED ? Optional.of(CLOSED) : Optional.empty();
    };
  }
}
