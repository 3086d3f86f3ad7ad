package org.assay.registry.artifact.store;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 for files of many gigabytes. Java's own uses the processor's instructions only where the
 * second compiler compiled it, which services do without: then a gigabyte takes ten seconds instead
 * of one. Where the native library cannot be loaded, Java's own does.
 */
public final class Sha256 {

  private static final String NAME = "SHA-256";

  private Sha256() {}

  /** Returns a digest that no byte went into yet; for one thread at a time. */
  public static MessageDigest begin() {
    return begin(Native.PROVIDER);
  }

  static MessageDigest begin(@Nullable Provider provider) {
    try {
      return provider == null
          ? MessageDigest.getInstance(NAME)
          : MessageDigest.getInstance(NAME, provider);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Loads when the first file comes. */
  private static final class Native {

    static final @Nullable Provider PROVIDER =
        AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null
            ? AmazonCorrettoCryptoProvider.INSTANCE
            : null;
  }
}
