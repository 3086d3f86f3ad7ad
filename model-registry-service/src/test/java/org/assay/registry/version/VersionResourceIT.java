package org.assay.registry.version;

import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import org.assay.registry.RegistryTestCase;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VersionResourceIT extends RegistryTestCase {

  @Test
  void registersAVersionAtOnce() {
    String model = registered(project(), "denial");

    post("engineer", versions(model), version())
        .statusCode(201)
        .log()
        .all()
        .body("number", is(1))
        .body("state", is("REGISTERED"));
  }
}
