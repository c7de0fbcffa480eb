package io.tierwise.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteKeysTest {
  private final WriteKeys keys = new WriteKeys(Map.of("web", "web-key", "app", "app-key"));

  @Test
  void key_namesItsSource() {
    assertThat(keys.sourceOf("app-key")).contains("app");
    assertThat(keys.sourceOf("web-key")).contains("web");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "web", "web-key ", "WEB-KEY", "web-keyweb-key"})
  void anythingElse_isNobody(String key) {
    assertThat(keys.sourceOf(key)).isEmpty();
  }

  @Test
  void userOfBasicAuthorization_isTheKey() {
    assertThat(WriteKeys.userOf(RunningIngest.basic("web-key:"))).isEqualTo("web-key");
    assertThat(WriteKeys.userOf(RunningIngest.basic("web-key:ignored:x"))).isEqualTo("web-key");
    assertThat(WriteKeys.userOf(RunningIngest.basic("web-key"))).isEqualTo("web-key");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Bearer abc", "Basic", "Basic ?", "Basic =="})
  void otherAuthorization_hasNoUser(String header) {
    assertThat(WriteKeys.userOf(header)).isNull();
  }
}
