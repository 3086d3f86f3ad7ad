package org.assay.local.demo;

/** Who sends a request, and how it proves that. */
public sealed interface Sender {

  /** A person or machine with a bearer token that the token source knows to get. */
  record Account(String name) implements Sender {}

  /**
   * A machine that sends its client's name and secret as HTTP Basic; the gateway gets the token.
   */
  record Machine(String client, String secret) implements Sender {}

  /** Whoever holds this very token. */
  record Bearer(String token) implements Sender {}

  /** Nobody: no identity is sent. */
  record Nobody() implements Sender {}

  /** The demo account of this name. */
  static Sender account(String name) {
    return new Account(name);
  }
}
