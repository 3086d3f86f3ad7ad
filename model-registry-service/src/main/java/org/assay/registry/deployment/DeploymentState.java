package org.assay.registry.deployment;

/** Whether what was reported still runs. */
enum DeploymentState {
  LIVE,
  ENDED
}
