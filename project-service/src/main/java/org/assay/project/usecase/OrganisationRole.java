package org.assay.project.usecase;

/** What the organisation is to a system of the use case, in the words of the EU AI Act, Art. 3. */
enum OrganisationRole {
  /** Develops it, or has it developed, and puts it into service under its own name. */
  PROVIDER,
  /** Uses it under its own authority. */
  DEPLOYER,
  /** Brings it into the Union from a provider elsewhere. */
  IMPORTER,
  /** Makes it available without being provider or importer. */
  DISTRIBUTOR
}
