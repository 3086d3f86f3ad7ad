package org.assay.verification.fault;

/** A fault that is in effect, until it is closed. */
@FunctionalInterface
public interface Injection extends AutoCloseable {

  /** Heals it, and returns when every part runs again; whether all of it works is asked later. */
  @Override
  void close();

  /**
   * Looks, once all works again, whether what is special to this fault holds.
   *
   * @throws org.assay.local.PartFailed with what is so instead, which counts against the trial
   */
  default void examine() {}

  /** One that is healed so, and looked into so afterwards. */
  static Injection of(Runnable heal, Runnable examine) {
    return new Injection() {
      @Override
      public void close() {
        heal.run();
      }

      @Override
      public void examine() {
        examine.run();
      }
    };
  }
}
