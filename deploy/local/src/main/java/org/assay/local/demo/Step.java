package org.assay.local.demo;

/**
 * One step of the story.
 *
 * @param title a sentence that says who does what
 * @param act sends the step's requests and checks what comes back
 */
public record Step(String title, Runnable act) {

  /**
   * Takes the step.
   *
   * @throws StoryFailed if an answer is not the one that the story expects
   */
  public void take() {
    act.run();
  }
}
