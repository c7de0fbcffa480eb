package io.tierwise.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What it writes for whole events is compared in {@link BehaviorEventJsonTest}. */
class JsonBytesTest {
  private final JsonBytes json = new JsonBytes();

  @Test
  void everyCharacterOfThePlane_isWrittenAsByTheGeneralWriter() {
    JsonMapper general = new JsonMapper();
    for (int c = 0; c < 0x10000; c++) {
      if (!Character.isSurrogate((char) c)) {
        String text = "a" + (char) c + "b";
        json.clear();
        json.text(text);
        assertThat(json.take()).isEqualTo(general.writeValueAsBytes(text));
      }
    }
  }

  @Test
  void textThatOutgrowsItsRoom_isWhole() {
    String text = "0123456789\u20ac".repeat(500);

    json.open('[');
    json.text(text);
    json.text(text);
    json.close(']');

    assertThat(written()).isEqualTo("[\"" + text + "\",\"" + text + "\"]");
  }

  @Test
  void textsThatEndLikeBrackets_areSetApartByCommas() {
    json.open('{');
    json.name("a:");
    json.open('[');
    json.text("[");
    json.text("{");
    json.literal("null");
    json.open('[');
    json.close(']');
    json.number(-7);
    json.close(']');
    json.name(JsonBytes.ready("b"));
    json.time(Instant.parse("2026-11-22T09:30:00.120Z"));
    json.close('}');

    assertThat(written())
        .isEqualTo("{\"a:\":[\"[\",\"{\",null,[],-7],\"b\":\"2026-11-22T09:30:00.120Z\"}");
  }

  @Test
  void timeOfAnUnusualYear_isWrittenTheGeneralWay() {
    json.time(Instant.parse("+12345-01-01T00:00:00Z"));

    assertThat(written()).isEqualTo("\"+12345-01-01T00:00:00Z\"");
  }

  @Test
  void sharedTime_isWrittenAsOftenAsItComes() {
    Instant one = Instant.parse("2026-11-22T09:30:00Z");
    Instant other = Instant.parse("2026-11-22T09:30:01Z");

    json.open('[');
    for (Instant each : List.of(one, one, other, one)) {
      json.sharedTime(each);
    }
    json.close(']');

    assertThat(written())
        .isEqualTo("[\"%s\",\"%s\",\"%s\",\"%s\"]".formatted(one, one, other, one));
  }

  @ParameterizedTest
  @CsvSource({"\ud83d,?", "a\ude00,a?", "\ud83db,?b"})
  void halfOfAPair_isAQuestionMark(String text, String expected) {
    json.text(text);

    assertThat(written()).isEqualTo('"' + expected + '"');
  }

  @Test
  void roundedNumbers_haveSixDigits_andNoMoreThanNeeded() {
    json.open('[');
    for (double value :
        new double[] {0, -0.0000004, 1.0 / 3, -12.5, 0.000001, 0.9999999, 1e15, Double.NaN}) {
      json.rounded(value);
    }
    json.close(']');

    assertThat(written()).isEqualTo("[0.0,0.0,0.333333,-12.5,0.000001,1.0,1.0E15,\"NaN\"]");
  }

  @Test
  void pieces_standAsTheyAre() {
    byte[] name = ",\"name\":\"Tin\"".getBytes(UTF_8);
    json.open('{');
    json.piece("\"id\":1".getBytes(UTF_8));
    json.piece(name);
    json.piece(name, name.length - 1, name.length);
    json.close('}');

    assertThat(written()).isEqualTo("{\"id\":1,\"name\":\"Tin\"\"}");
  }

  private String written() {
    return new String(json.take(), UTF_8);
  }
}
