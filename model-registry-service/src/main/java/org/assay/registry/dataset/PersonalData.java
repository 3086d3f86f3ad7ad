package org.assay.registry.dataset;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far data are about people. */
@Schema(name = "PersonalData")
public enum PersonalData {
  /** Not about people. */
  NONE,
  /** About people whom only somebody else could name. */
  PSEUDONYMOUS,
  /** About people who can be named. */
  PERSONAL,
  /** Of special categories, such as health, or about children. */
  SPECIAL
}
