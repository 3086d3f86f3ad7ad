package org.assay.verification.fault.history;

import java.util.Locale;

/** What a client does. */
public enum Kind {
  /** The lead plans a project. */
  CREATE_PROJECT,
  /** The lead changes what is said about a project. */
  PATCH_PROJECT,
  /** The lead adds a member. */
  ADD_MEMBER,
  /** The lead ends a membership. */
  REMOVE_MEMBER,
  /** The engineer registers a model. */
  CREATE_MODEL,
  /** The engineer changes what is said about a model. */
  PATCH_MODEL,
  /** The engineer registers a version, of bytes that nobody registered before. */
  REGISTER,
  /** The engineer submits a version. */
  SUBMIT,
  /** A reviewer claims a review. */
  CLAIM,
  /** A reviewer approves. */
  DECIDE,
  /** The lead releases. */
  RELEASE,
  /** The lead proposes a revocation. */
  PROPOSE,
  /** A reviewer agrees to it. */
  REVOKE,
  /** Somebody asks the gate. */
  GATE,
  /** Somebody reads something. */
  READ,
  /** A client sends an earlier request, answered with success, once more. */
  REPEAT;

  /** Its name for people. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether it changes something, so that it is repeated until its outcome is known. */
  public boolean acts() {
    return this != GATE && this != READ && this != REPEAT;
  }
}
