package org.assay.kit.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The issuer's RSA keys, kept in system properties: Quarkus loads test classes in several class
 * loaders, and statics are lost between them.
 */
final class IssuerKeys {

  static final String KEY_ID = "test-1";

  private static final String PRIVATE = "assay.test.issuer.private";
  private static final String PUBLIC = "assay.test.issuer.public";

  private IssuerKeys() {}

  static RSAPublicKey publicKey() {
    return (RSAPublicKey) pair().getPublic();
  }

  /** Signs a token as RS256 (RFC 7518 section 3.3). */
  static String sign(String header, String claims) {
    try {
      String content = encode(header) + "." + encode(claims);
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair().getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static KeyPair pair() {
    // The properties object is the same in every class loader of the JVM, and so is its monitor.
    synchronized (System.getProperties()) {
      try {
        String known = System.getProperty(PRIVATE);
        return known == null ? generate() : read(known, System.getProperty(PUBLIC));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static KeyPair generate() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    System.setProperty(PRIVATE, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
    System.setProperty(PUBLIC, Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    return pair;
  }

  private static KeyPair read(String privateText, String publicText)
      throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("RSA");
    PrivateKey privateKey =
        factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateText)));
    PublicKey publicKey =
        factory.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicText)));
    return new KeyPair(publicKey, privateKey);
  }
}
