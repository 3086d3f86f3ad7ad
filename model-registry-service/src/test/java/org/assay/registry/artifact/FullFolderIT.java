package org.assay.registry.artifact;

import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A disk that takes the bytes of a file and then has no room for its name, as one without inodes
 * does. Java tells that by the system's words alone; here the name of the folder has them.
 */
@QuarkusTest
@TestProfile(FullFolderIT.Full.class)
class FullFolderIT extends ArtifactTestCase {

  private static final Path FOLDER = Path.of("target", "no space left");

  /** A folder of that name. */
  public static final class Full implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("assay.artifact-store.folder", FOLDER.toString());
    }
  }

  @Test
  void refusesAFileThatFindsNoPlace() throws IOException {
    Project project = project();
    byte[] bytes = random(10);
    Path folder = FOLDER.resolve("kept").resolve(digest(bytes).hex().substring(0, 2));
    Files.createDirectories(folder.getParent());
    Files.deleteIfExists(folder);
    Files.createFile(folder);

    put(project, "f", bytes).statusCode(507).body("code", is("STORE_FULL"));

    get("engineer", files(project)).body("items", hasSize(0));
    Files.delete(folder);
    put(project, "f", bytes).statusCode(200);
  }
}
