package org.assay.registry.artifact;

import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A disk without room: what does not fit is refused clearly, and nothing of it is kept. */
@QuarkusTest
@TestProfile(FullDiskIT.Full.class)
class FullDiskIT extends ArtifactTestCase {

  /** More is to be left free than any disk has. */
  public static final class Full implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("assay.artifact-store.reserve", "1000000G");
    }
  }

  @Test
  void refusesAFileInOnePiece() {
    Project project = project();

    put(project, "f", random(10)).statusCode(507).body("code", is("STORE_FULL"));

    get("engineer", files(project)).body("items", hasSize(0));
  }

  @Test
  void refusesAnUploadAtItsBeginning() {
    Project project = project();
    String uploads = ARTIFACTS + project.key() + "/uploads";

    post("engineer", uploads, Map.of("path", "f", "size", 10))
        .statusCode(507)
        .body("code", is("STORE_FULL"));

    get("engineer", uploads).body("items", hasSize(0));
  }
}
