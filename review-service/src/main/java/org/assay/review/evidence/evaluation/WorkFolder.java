package org.assay.review.evidence.evaluation;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.assay.contracts.name.Digest;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.evidence.reduction.TableFault;
import org.assay.review.evidence.reduction.TableLimits;
import org.assay.review.replica.VersionCopy;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives each job a folder of its own, into which files of the registry are fetched; nothing of the
 * folder is left, whatever comes of it. What a copy of the service that was killed left is removed
 * when the next one starts.
 */
@ApplicationScoped
public class WorkFolder {

  private static final Logger LOG = Logger.getLogger(WorkFolder.class);
  private static final int PIECE = 1 << 16;
  private static final int FETCHED = 30;

  private final RegistryFilesClient registry;
  private final EvaluationConfig config;
  private @Nullable OwnFolder own;

  WorkFolder(RegistryFilesClient registry, EvaluationConfig config) {
    this.registry = registry;
    this.config = config;
  }

  void start(@Observes StartupEvent started) {
    try {
      OwnFolder.sweep(parent());
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("What was left of evaluations could not be looked for", e);
    }
  }

  synchronized void stop(@Observes ShutdownEvent stopped) throws IOException {
    if (own != null) {
      own.close();
      own = null;
    }
  }

  private Path parent() {
    return config.folder().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
  }

  private synchronized Path own() throws IOException {
    if (own == null) {
      own = OwnFolder.in(Files.createDirectories(parent()));
    }
    return own.path();
  }

  /** What is made in a folder. */
  public interface Work<T> {

    /** Makes it. */
    T in(Folder folder) throws IOException;
  }

  /**
   * Makes something in a folder of its own.
   *
   * @throws TableException for what nothing can be made of
   * @throws UncheckedIOException if the registry is away, so that it may be tried again
   */
  public <T> T in(Work<T> work) {
    try {
      Path path = Files.createTempDirectory(own(), "job-");
      try {
        return work.in(new Folder(path));
      } finally {
        OwnFolder.remove(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The files could not be fetched", e);
    }
  }

  /** A folder of one job. */
  public final class Folder {

    private final Path path;

    private Folder(Path path) {
      this.path = path;
    }

    /** Returns an empty folder within, for what does not fit into memory. */
    public Path work() throws IOException {
      return Files.createDirectory(path.resolve("work"));
    }

    /** Returns what a table may take. */
    public TableLimits limits() {
      return new TableLimits(
          config.memory().asLongValue(),
          config.disk().asLongValue(),
          config.threads(),
          config.mostRows(),
          Math.toIntExact(config.longestRow().asLongValue()));
    }

    /** Returns where a file of that name is, or would be. */
    Path path(String as) {
      return path.resolve(as);
    }

    /** Fetches a file of a version's project, and says where it is. */
    public Path fetch(HeldFile held, VersionCopy version, String as, Watch watch)
        throws IOException {
      Path file = path(as);
      MessageDigest sha256 = Digest.sha256();
      long left = held.size();
      try (InputStream in = open(held, EvaluationRequest.project(version));
          OutputStream out = Files.newOutputStream(file)) {
        byte[] piece = new byte[PIECE];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
          left -= read;
          if (left < 0) {
            throw new IOException("The registry sends more than it said");
          }
          sha256.update(piece, 0, read);
          out.write(piece, 0, read);
          watch.reached(percent(held.size() - left, held.size()));
        }
      }
      if (!Digest.of(sha256.digest()).value().equals(held.digest())) {
        throw new IOException("The bytes have another digest than the file");
      }
      return file;
    }
  }

  private static int percent(long done, long all) {
    return all == 0 ? FETCHED : (int) (FETCHED * done / all);
  }

  private InputStream open(HeldFile held, String project) throws IOException {
    try {
      return registry.open(project, held.use());
    } catch (NoSuchFileException e) {
      throw new TableException(
          TableFault.FILE_GONE,
          "The registry does not keep the file %s of %s any longer"
              .formatted(held.path(), held.of()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The service ends", e);
    }
  }
}
