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
import org.assay.registry.artifact.store.ArtifactStore.Aside;
import org.assay.registry.artifact.store.ArtifactStore.Incoming;
import org.assay.registry.artifact.store.ArtifactStore.PartSlot;
import org.assay.registry.artifact.store.ArtifactStore.StoredPart;
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
    for (int i = 0; i < 2; i++) {
      Incoming incoming = store.receive(bytes("abc"), 3);
      store.keep(incoming);
      store.discard(incoming);
    }

    assertThat(files()).hasSize(1);
    assertThat(read(ABC, 0)).isEqualTo("abc");
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
  void putsPartsTogetherInTheirOrder() throws IOException {
    UUID upload = UUID.randomUUID();
    store.reserve(upload, 3);
    StoredPart second = write(upload, 2, "c");
    StoredPart first = write(upload, 1, "ab");

    Incoming whole = assembled(upload, first, second);
    store.keep(whole);
    store.abandon(upload);

    assertThat(whole.digest()).isEqualTo(ABC);
    assertThat(read(ABC, 0)).isEqualTo("abc");
    assertThat(files()).hasSize(1);
  }

  @Test
  void letsNobodyWriteIntoWhatIsKeptThroughAnotherCopyOfTheService() throws IOException {
    UUID upload = UUID.randomUUID();
    LocalArtifactStore other = new LocalArtifactStore(config(0));
    store.reserve(upload, 3);

    try (PartSlot slow = other.hold(upload, 1, 3)) {
      slow.write(
          meanwhile("x", () -> store.keep(assembled(upload, write(upload, 1, "abc"))), "yz"));
    }

    assertThat(read(ABC, 0)).isEqualTo("abc");
  }

  @Test
  void endsTogetherWithWhatItTellsOfItsProgress() throws IOException {
    UUID upload = UUID.randomUUID();
    store.reserve(upload, 3);
    byte[] large = new byte[65 << 20];
    StoredPart part;
    try (PartSlot slot = store.hold(upload, 1, large.length)) {
      part = slot.write(new ByteArrayInputStream(large));
    }

    assertThatThrownBy(
            () ->
                store.assemble(
                    upload,
                    List.of(part),
                    _ -> {
                      throw new IllegalStateException("lost");
                    }))
        .hasMessage("lost");
    assertThat(files()).hasSize(1);
  }

  @Test
  void leavesNothingOfAWholeForWhichThereIsNoRoom() throws IOException {
    UUID upload = UUID.randomUUID();
    store.reserve(upload, 3);
    StoredPart part = write(upload, 1, "abc");
    LocalArtifactStore full = new LocalArtifactStore(config(Long.MAX_VALUE));

    assertThatThrownBy(() -> full.assemble(upload, List.of(part), _ -> {}))
        .isInstanceOf(StoreFullException.class);
    assertThat(files()).hasSize(1);
  }

  @Test
  void keepsAWholeWhenItsPartsGo() throws IOException {
    UUID upload = UUID.randomUUID();
    store.reserve(upload, 3);
    Incoming whole = assembled(upload, write(upload, 1, "abc"));

    store.dropParts(upload);
    store.keep(whole);
    store.discard(whole);

    assertThat(read(ABC, 0)).isEqualTo("abc");
    assertThat(files()).hasSize(1);
  }

  @Test
  void letsOneRequestOfAProcessWriteAPart() {
    UUID upload = UUID.randomUUID();
    store.reserve(upload, 3);

    try (PartSlot _ = store.hold(upload, 1, 2);
        PartSlot other = store.hold(upload, 2, 1)) {
      assertThat(other.write(bytes("c"))).isNotNull();
      assertThatThrownBy(() -> store.hold(upload, 1, 2)).isInstanceOf(PartBusyException.class);
    }
    store.hold(upload, 1, 2).close();
  }

  @Test
  void takesAPartOfItsLengthOnly() throws IOException {
    UUID upload = UUID.randomUUID();
    store.reserve(upload, 3);

    try (PartSlot slot = store.hold(upload, 1, 2)) {
      assertThatThrownBy(() -> slot.write(bytes("a"))).isInstanceOf(BodyBrokenException.class);
      assertThatThrownBy(() -> slot.write(bytes("abc"))).isInstanceOf(BodyTooLargeException.class);
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void takesNoPartOfAnUploadThatIsGivenUp() {
    UUID upload = UUID.randomUUID();
    store.reserve(upload, 3);
    store.abandon(upload);

    try (PartSlot slot = store.hold(upload, 1, 1)) {
      assertThatThrownBy(() -> slot.write(bytes("a"))).isInstanceOf(UploadGoneException.class);
    }
  }

  @Test
  void givesBackWhatWasSetAside() throws IOException {
    store.keep(store.receive(bytes("abc"), 3));
    Aside aside = store.setAside(ABC).orElseThrow();
    assertThatThrownBy(() -> store.read(ABC, 0)).isInstanceOf(IOException.class);

    store.restore(aside);

    assertThat(read(ABC, 0)).isEqualTo("abc");
    assertThat(store.setAside(new Digest("sha256:" + "0".repeat(64)))).isEmpty();
  }

  @Test
  void leavesWhatCameMeanwhileWhereItIs() throws IOException {
    Incoming once = store.receive(bytes("abc"), 3);
    store.keep(once);
    store.discard(once);
    Aside aside = store.setAside(ABC).orElseThrow();
    Incoming again = store.receive(bytes("abc"), 3);
    store.keep(again);
    store.discard(again);

    List<Aside> told = new ArrayList<>();
    store.forEachAside(told::add);
    store.restore(aside);

    assertThat(told).containsExactly(aside);
    assertThat(read(ABC, 0)).isEqualTo("abc");
    assertThat(files()).hasSize(1);
  }

  @Test
  void forgetsAnUploadThatIsGivenUp() throws IOException {
    UUID upload = UUID.randomUUID();
    store.reserve(upload, 3);
    write(upload, 1, "abc");

    store.abandon(upload);
    store.abandon(upload);

    assertThat(files()).isEmpty();
  }

  @Test
  void tellsOldBytesOnly() throws IOException {
    Incoming incoming = store.receive(bytes("abc"), 3);
    store.keep(incoming);
    store.discard(incoming);
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
    try (Stream<Path> incoming = Files.list(folder.resolve("incoming"))) {
      for (Path file : incoming.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
      }
    }
    List<UUID> uploads = new ArrayList<>();

    store.discardStale(Instant.EPOCH.plusSeconds(1));
    store.forEachUpload(Instant.EPOCH.plusSeconds(1), uploads::add);

    assertThat(files()).isEmpty();
    assertThat(uploads).containsExactly(upload);
  }

  private StoredPart write(UUID upload, int number, String text) {
    try (PartSlot slot = store.hold(upload, number, text.length())) {
      return slot.write(bytes(text));
    }
  }

  private Incoming assembled(UUID upload, StoredPart... parts) {
    return store.assemble(upload, List.of(parts), _ -> {});
  }

  /** A body in the middle of which something else happens. */
  private static InputStream meanwhile(String begin, Runnable act, String end) {
    return new InputStream() {
      private int reads;

      @Override
      public int read() {
        throw new UnsupportedOperationException("read by buffers");
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        reads++;
        if (reads == 2) {
          act.run();
        }
        String text = reads == 1 ? begin : end;
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, into, offset, text.length());
        return reads > 2 ? -1 : text.length();
      }
    };
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
