package org.assay.registry.artifact.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.contracts.name.Digest;
import org.assay.registry.artifact.store.ArtifactStore.Incoming;
import org.assay.registry.artifact.store.ArtifactStore.PartSlot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalArtifactStoreTest {

  /** The digest of "abc" (FIPS 180-2 appendix B.1). */
  private static final Digest ABC =
      new Digest("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

  @TempDir Path folder;

  private LocalArtifactStore store;

  @BeforeEach
  void open() {
    store = new LocalArtifactStore(config(0));
  }

  @Test
  void keepsBytesByTheirDigest() throws IOException {
    Incoming incoming = store.receive(bytes("abc"), 3);

    assertThat(incoming.digest()).isEqualTo(ABC);
    assertThat(incoming.size()).isEqualTo(3);
    store.keep(incoming);
    assertThat(read(ABC, 0)).isEqualTo("abc");
    assertThat(read(ABC, 2)).isEqualTo("c");
  }

  @Test
  void keepsEqualBytesOnce() throws IOException {
    store.keep(store.receive(bytes("abc"), 3));
    store.keep(store.receive(bytes("abc"), 3));

    assertThat(files()).hasSize(1);
  }

  @Test
  void showsNothingBeforeItIsKept() {
    store.receive(bytes("abc"), 3);

    assertThatThrownBy(() -> store.read(ABC, 0)).isInstanceOf(IOException.class);
  }

  @Test
  void leavesNothingOfWhatIsTooLong() throws IOException {
    InputStream body = bytes("abcd");

    assertThatThrownBy(() -> store.receive(body, 3)).isInstanceOf(BodyTooLargeException.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void leavesNothingOfWhatBreaksOff() throws IOException {
    InputStream body = breakingOff();

    assertThatThrownBy(() -> store.receive(body, 1 << 20)).isInstanceOf(BodyBrokenException.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void leavesTheReserveFree() throws IOException {
    store = new LocalArtifactStore(config(Long.MAX_VALUE));
    InputStream body = bytes("abc");

    assertThatThrownBy(() -> store.receive(body, 3)).isInstanceOf(StoreFullException.class);
    assertThatThrownBy(() -> store.reserve(UUID.randomUUID(), 1))
        .isInstanceOf(StoreFullException.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void putsPartsTogetherInWhateverOrderTheyCome() throws IOException {
    UUID upload = UUID.randomUUID();
    store.reserve(upload, 3);
    write(upload, 2, "c");
    write(upload, 0, "ab");

    store.keep(store.assemble(upload, 3));

    assertThat(read(ABC, 0)).isEqualTo("abc");
    assertThat(files()).hasSize(1);
  }

  @Test
  void letsOneRequestWriteAPart() {
    UUID upload = UUID.randomUUID();
    store.reserve(upload, 3);

    try (PartSlot _ = store.hold(upload, 0, 2);
        PartSlot other = store.hold(upload, 2, 1)) {
      assertThat(other.write(bytes("c"))).isNotNull();
      assertThatThrownBy(() -> store.hold(upload, 0, 2)).isInstanceOf(PartBusyException.class);
    }
    store.hold(upload, 0, 2).close();
  }

  @Test
  void takesAPartOfItsLengthOnly() {
    UUID upload = UUID.randomUUID();
    store.reserve(upload, 3);

    try (PartSlot slot = store.hold(upload, 0, 2)) {
      assertThatThrownBy(() -> slot.write(bytes("a"))).isInstanceOf(BodyBrokenException.class);
      assertThatThrownBy(() -> slot.write(bytes("abc"))).isInstanceOf(BodyTooLargeException.class);
    }
  }

  @Test
  void forgetsAnUploadThatIsGivenUp() throws IOException {
    UUID upload = UUID.randomUUID();
    store.reserve(upload, 3);

    store.abandon(upload);
    store.abandon(upload);

    assertThat(files()).isEmpty();
  }

  @Test
  void tellsOldBytesOnly() throws IOException {
    store.keep(store.receive(bytes("abc"), 3));
    Instant now = Instant.EPOCH.plusSeconds(1_000_000);
    Files.setLastModifiedTime(files().getFirst(), FileTime.from(now.minusSeconds(10)));
    List<Digest> told = new ArrayList<>();

    store.forEachKept(now.minusSeconds(20), told::add);
    assertThat(told).isEmpty();
    store.forEachKept(now, told::add);
    assertThat(told).containsExactly(ABC);
  }

  @Test
  void dropsOldBytesThatNobodyKept() throws IOException {
    UUID upload = UUID.randomUUID();
    store.reserve(upload, 1);
    store.receive(bytes("abc"), 3);
    for (Path file : files()) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }
    List<UUID> uploads = new ArrayList<>();

    store.discardStale(Instant.EPOCH.plusSeconds(1));
    store.forEachUpload(Instant.EPOCH.plusSeconds(1), uploads::add);

    assertThat(files()).hasSize(1);
    assertThat(uploads).containsExactly(upload);
  }

  @Test
  void deletesWhatIsThereAndNothingElse() throws IOException {
    store.keep(store.receive(bytes("abc"), 3));

    store.delete(ABC);
    store.delete(ABC);

    assertThat(files()).isEmpty();
  }

  private void write(UUID upload, long from, String text) {
    try (PartSlot slot = store.hold(upload, from, text.length())) {
      slot.write(bytes(text));
    }
  }

  private String read(Digest digest, long from) throws IOException {
    try (InputStream in = store.read(digest, from)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static InputStream breakingOff() {
    return new FilterInputStream(new ByteArrayInputStream(new byte[1_000])) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count < 0) {
          throw new IOException("connection reset");
        }
        return count;
      }
    };
  }

  private LocalStoreConfig config(long reserve) {
    return new LocalStoreConfig() {
      @Override
      public Path folder() {
        return folder;
      }

      @Override
      public MemorySize reserve() {
        return new MemorySize(BigInteger.valueOf(reserve));
      }
    };
  }
}
