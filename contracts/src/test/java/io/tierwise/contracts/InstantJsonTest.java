package io.tierwise.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The quick way and the general one have to agree about everything. */
class InstantJsonTest {
  private static final JsonMapper GENERAL =
      JsonMapper.builder().disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS).build();
  private static final JsonMapper QUICK = GENERAL.rebuild().addModule(InstantJson.module()).build();

  record Holder(@Nullable Instant at) {}

  @Test
  void randomInstants_areWrittenAndReadAlike() {
    Random random = new Random(7);
    int[] units = {1, 1_000, 1_000_000, 1_000_000_000};
    for (int i = 0; i < 20_000; i++) {
      long nanos = random.nextInt(1_000_000_000);
      int unit = units[random.nextInt(units.length)];
      long second = random.nextLong(-70_000_000_000L, 270_000_000_000L);
      Instant time = Instant.ofEpochSecond(second, nanos / unit * unit);
      byte[] general = GENERAL.writeValueAsBytes(new Holder(time));
      assertThat(QUICK.writeValueAsBytes(new Holder(time))).isEqualTo(general);
      assertThat(QUICK.readValue(general, Holder.class).at()).isEqualTo(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-11-22T09:30:00Z\"",
        "\"2026-11-22T09:30:00.1Z\"",
        "\"2026-11-22T09:30:00.123456789Z\"",
        "\"2026-11-22T09:30:00.1234567891Z\"",
        "\"2026-11-22T09:30:00.Z\"",
        "\"2026-11-22T09:30:00.12\"",
        "\"2026-11-22T09:30:00\"",
        "\"2026-11-22T09:30Z\"",
        "\"2026-11-22T09:30:00+01:00\"",
        "\"2026-11-22T09:30:00+0000\"",
        "\"2026-11-22T24:00:00Z\"",
        "\"2026-11-22T23:59:60Z\"",
        "\"2024-02-29T00:00:00Z\"",
        "\"2026-02-29T00:00:00Z\"",
        "\"2026-13-01T00:00:00Z\"",
        "\"2026-00-01T00:00:00Z\"",
        "\"2026-11-31T00:00:00Z\"",
        "\"2026-11-22t09:30:00z\"",
        "\"2026-11-22T09:30:00z\"",
        "\"2026-11-22 09:30:00Z\"",
        "\"2026/11/22T09:30:00Z\"",
        "\"2026-11-22T09:3x:00Z\"",
        "\"-026-11-22T09:30:00Z\"",
        "\" 2026-11-22T09:30:00Z\"",
        "\"2026-11-22T09:30:00Z \"",
        "\"1763803800\"",
        "\"\"",
        "1763803800",
        "1763803800.5",
        "null",
        "true",
        "[]",
        "{}"
      })
  void whateverElseComes_isReadAsByTheGeneralReader(String json) {
    byte[] holder = ("{\"at\":" + json + "}").getBytes(UTF_8);
    assertThat(answer(QUICK, holder)).isEqualTo(answer(GENERAL, holder));
  }

  private static String answer(JsonMapper mapper, byte[] json) {
    try {
      return String.valueOf(mapper.readValue(json, Holder.class));
    } catch (JacksonException e) {
      return "refused";
    }
  }
}
