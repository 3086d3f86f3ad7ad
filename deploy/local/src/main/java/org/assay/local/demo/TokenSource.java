package org.assay.local.demo;

/** Where the bearer token of a demo account comes from. */
@FunctionalInterface
public interface TokenSource {

  /**
   * A token that is good for the next request.
   *
   * @throws StoryFailed if there is none to be had
   */
  String tokenOf(String account);
}
