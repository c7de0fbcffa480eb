package io.tierwise.profile.trait;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraitKeysTest {
  @ParameterizedTest
  @CsvSource({
    "true, BOOLEAN",
    "42, NUMBER",
    "-0.5, NUMBER",
    "042, STRING",
    "0790 123456, STRING",
    "2026-03-02, DATE",
    "2026-13-02, STRING",
    "2026-03-02T10:00:00Z, INSTANT",
    "2026-03-02 10:00, INSTANT",
    "ada@example.com, EMAIL",
    "ada@localhost, STRING",
    "https://example.com/a?b=c, URL",
    "Ada, STRING",
    "'', STRING",
  })
  void text_isTypedByItsForm(String text, TypeHint hint) {
    assertThat(TypeHint.of(text)).isEqualTo(hint);
  }

  @Test
  void json_isTypedByItsKind() {
    assertThat(TypeHint.of(true)).isEqualTo(TypeHint.BOOLEAN);
    assertThat(TypeHint.of(7)).isEqualTo(TypeHint.NUMBER);
    assertThat(TypeHint.of(new BigDecimal("7.5"))).isEqualTo(TypeHint.NUMBER);
    assertThat(TypeHint.of(List.of(1))).isEqualTo(TypeHint.LIST);
    assertThat(TypeHint.of(Map.of("city", "Bath"))).isEqualTo(TypeHint.OBJECT);
    assertThat(TypeHint.of("2026-03-02" + "0".repeat(100_000))).isEqualTo(TypeHint.STRING);
  }

  @Test
  void keys_areCounted_theMostFrequentFirst() {
    TraitKeys keys = new TraitKeys();
    keys.add(Map.of("email", "ada@example.com", "age", 40));
    keys.add(Map.of("email", "none"));
    keys.add(Map.of("email", "bob@example.com"));
    keys.add(Map.of());
    assertThat(keys.profiles()).isEqualTo(4);
    assertThat(keys.keys())
        .containsExactly(
            new TraitKeys.TraitKey(
                "email", 3, TypeHint.EMAIL, Map.of(TypeHint.EMAIL, 2L, TypeHint.STRING, 1L)),
            new TraitKeys.TraitKey("age", 1, TypeHint.NUMBER, Map.of(TypeHint.NUMBER, 1L)));
  }

  @Test
  void keys_areBounded() {
    TraitKeys keys = new TraitKeys();
    for (int i = 0; i < 10_500; i++) {
      keys.add(Map.of("k" + i, i));
    }
    keys.add(Map.of("k0", 1, "k10400", 1));
    assertThat(keys.keys()).hasSize(10_000);
    assertThat(keys.keys().getFirst().key()).isEqualTo("k0");
  }
}
