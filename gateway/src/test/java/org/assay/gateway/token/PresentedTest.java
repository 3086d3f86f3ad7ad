package org.assay.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedTest {

  @Test
  void readsABearerToken() {
    assertThat(in("Bearer abc.def")).isEqualTo(new Presented.Bearer("abc.def"));
  }

  @Test
  void readsANameAndASecretThatHoldsColons() {
    assertThat(in("Basic " + base64("jürgen:a:b"))).isEqualTo(new Presented.Basic("jürgen", "a:b"));
  }

  @Test
  void tellsAnOfflineTokenFromASecret() {
    Presented.Basic token = new Presented.Basic("a", "eyJhbGciOi.eyJhenAiOi.c2lnbmF0dXJl");
    Presented.Basic secret = new Presented.Basic("a", "my.secret.word");

    assertThat(token.presentsOfflineToken()).isTrue();
    assertThat(secret.presentsOfflineToken()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer a b", "Bearer \"x\"", "Basic", "Basic ###", "Digest x", "x"})
  void saysWhatItCannotRead(String header) {
    assertThat(in(header)).isInstanceOf(Presented.Unreadable.class);
  }

  @Test
  void neverShowsASecret() {
    assertThat(new Presented.Bearer("secret").toString()).doesNotContain("secret");
    assertThat(new Presented.Basic("user", "secret").toString()).doesNotContain("secret");
  }

  private static Presented in(String header) {
    return Presented.in(MultiMap.caseInsensitiveMultiMap().add("Authorization", header));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
