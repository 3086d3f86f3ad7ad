package org.assay.local;

/**
 * Hears what happens while a stack is started or stopped, a line each; may be called by several
 * threads.
 */
@FunctionalInterface
public interface Progress {

  /** Nobody listens. */
  static Progress silent() {
    return _ -> {};
  }

  /** One line for people. */
  void line(String text);
}
