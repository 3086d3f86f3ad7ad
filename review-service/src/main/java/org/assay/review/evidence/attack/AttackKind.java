package org.assay.review.evidence.attack;

/** What somebody tries to learn from a model. */
public enum AttackKind {
  /** Whether somebody's row was trained on. */
  MEMBERSHIP_INFERENCE,
  /** A field of somebody's row that the attacker does not know. */
  ATTRIBUTE_INFERENCE,
  /** What a class, or a person who is one, looks like. */
  MODEL_INVERSION,
  /** Rows that were trained on, word by word. */
  EXTRACTION;

  /** Returns whether it is counted by who is a member and who is guessed to be. */
  public boolean ofMembers() {
    return this == MEMBERSHIP_INFERENCE;
  }

  /** Returns the name of what limits are about: by how much it does better than a guess. */
  public String advantage() {
    return ofMembers() ? "membership_advantage" : "attack_advantage";
  }
}
