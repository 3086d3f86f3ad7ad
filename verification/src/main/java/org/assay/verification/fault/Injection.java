package org.assay.verification.fault;

/** A fault that is in effect, until it is closed. */
@FunctionalInterface
public interface Injection extends AutoCloseable {

  /** Heals it, and returns when every part runs again; whether all of it works is asked later. */
  @Override
  void close();
}
