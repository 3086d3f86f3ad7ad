package org.assay.local.demo;

/** A step of the story came out differently from what it should. */
public final class StoryFailed extends RuntimeException {

  /** With what was expected and what came instead, for the person who runs the demo. */
  public StoryFailed(String message) {
    super(message);
  }

  /** The same with what caused it. */
  public StoryFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
