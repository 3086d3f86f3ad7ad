package org.assay.verification.fault.mutant;

import java.util.List;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.failpoint.Agent;

/**
 * Makes an installation new between two trials: databases and topics are empty, services start with
 * what is woven into them now. Keycloak, which takes the longest to start and holds nothing of a
 * trial, runs on.
 */
final class Renewal {

  /** As PostgreSQL makes the schema of a new database; the services' migrations fill it. */
  private static final List<String> EMPTIED =
      List.of(
          "drop schema public cascade",
          "create schema public authorization pg_database_owner",
          "grant usage on schema public to public");

  private Renewal() {}

  /** Ends the services, takes away what they kept, and starts all again. */
  static void of(Installation installation) {
    Agent.PARTS.parallelStream().forEach(part -> installation.part(part).kill());
    installation.part("kafka").kill();
    installation.emptyBroker();
    for (Database database : Database.values()) {
      installation.execute(database, EMPTIED);
    }
    installation.stack().start(_ -> {});
  }
}
